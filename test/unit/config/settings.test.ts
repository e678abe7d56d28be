import { ImsError } from "../../../provider/base/errors";
import { type Environment, places, readSettings } from "../../../provider/config/settings";

const nothing = () => undefined;
const withStack = (stack: Readonly<Record<string, string>>) => (key: string) => stack[key];

function refusal(environment: Environment, stack: Readonly<Record<string, string>> = {}): ImsError {
  try {
    readSettings(environment, withStack(stack));
  } catch (error) {
    if (error instanceof ImsError) return error;
    throw error;
  }
  throw new Error("the settings were accepted");
}

test("the places of each setting are a permanent contract", () => {
  expect(places).toEqual({
    region: ["ims:region", "HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"],
    projectId: ["HW_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"],
    projectName: ["HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"],
    endpoints: ["ims:endpoints", "PULUMI_IMS_ENDPOINTS"],
    pollInterval: ["ims:pollInterval", "PULUMI_IMS_POLL_INTERVAL"],
    ownershipMarker: ["ims:ownershipMarker", "PULUMI_IMS_OWNERSHIP_MARKER"],
  });
});

test("where nothing is set, nothing is made up", () => {
  expect(readSettings({}, nothing)).toEqual({
    region: undefined,
    projectId: undefined,
    projectName: undefined,
    accessKey: undefined,
    endpoints: {},
    pollEveryMs: undefined,
    ownershipMarker: "keep",
  });
});

describe("the first place that is not empty counts", () => {
  const all: Environment = {
    HW_REGION_NAME: "hw",
    OS_REGION_NAME: "os-name",
    OS_REGION: "os",
    HW_PROJECT_ID: "hw",
    OS_PROJECT_ID: "os",
    OS_TENANT_ID: "tenant",
    HW_PROJECT_NAME: "hw",
    OS_PROJECT_NAME: "os",
    OS_TENANT_NAME: "tenant",
  };
  test.each([
    ["region", "ims:region", "stack"],
    ["region", "HW_REGION_NAME", "hw"],
    ["region", "OS_REGION_NAME", "os-name"],
    ["region", "OS_REGION", "os"],
    ["projectId", "HW_PROJECT_ID", "hw"],
    ["projectId", "OS_PROJECT_ID", "os"],
    ["projectId", "OS_TENANT_ID", "tenant"],
    ["projectName", "HW_PROJECT_NAME", "hw"],
    ["projectName", "OS_PROJECT_NAME", "os"],
    ["projectName", "OS_TENANT_NAME", "tenant"],
  ] as const)("%s from %s when what comes before it is unset or blank", (setting, place, value) => {
    const order: readonly string[] = places[setting];
    const before = order.slice(0, order.indexOf(place));
    const blank = Object.fromEntries(before.map((name, index) => [name, index % 2 ? "" : "  "]));
    const stack = withStack({ "ims:region": "stack", ...blank });
    expect(readSettings({ ...all, ...blank }, stack)[setting]).toBe(value);
  });
});

describe("the access key", () => {
  const hw = { HW_ACCESS_KEY: "hwak", HW_SECRET_KEY: "hwsk" };
  const os = { OS_ACCESS_KEY: "osak", OS_SECRET_KEY: "ossk" };

  test.each([
    ["both families set: HW", { ...hw, ...os }, { accessKey: "hwak", secretKey: "hwsk" }],
    ["only OS set", os, { accessKey: "osak", secretKey: "ossk" }],
    ["HW blank", { ...os, HW_ACCESS_KEY: "", HW_SECRET_KEY: " " }, { accessKey: "osak", secretKey: "ossk" }],
    [
      "pasted blanks are taken off",
      { HW_ACCESS_KEY: " hwak ", HW_SECRET_KEY: "\thwsk\n" },
      { accessKey: "hwak", secretKey: "hwsk" },
    ],
  ])("%s", (_case, environment, accessKey) => {
    expect(readSettings(environment, nothing).accessKey).toEqual(accessKey);
  });

  test.each([
    [{ HW_ACCESS_KEY: "SECRETISH" }, "HW_ACCESS_KEY is set but HW_SECRET_KEY is not: set both or neither."],
    [{ HW_SECRET_KEY: "SECRETISH" }, "HW_SECRET_KEY is set but HW_ACCESS_KEY is not: set both or neither."],
    [{ OS_SECRET_KEY: "SECRETISH" }, "OS_SECRET_KEY is set but OS_ACCESS_KEY is not: set both or neither."],
    [
      { HW_ACCESS_KEY: "SECRETISH", OS_SECRET_KEY: "x" },
      "HW_ACCESS_KEY is set but HW_SECRET_KEY is not: set both or neither.",
    ],
    [{ ...os, HW_SECRET_KEY: "SECRETISH" }, "HW_SECRET_KEY is set but HW_ACCESS_KEY is not: set both or neither."],
  ])("half a pair is refused and its value not shown: %j", (environment, message) => {
    const error = refusal(environment);
    expect(error.code).toBe("CONFIGURATION");
    expect(error.message).toBe(message);
  });
});

describe("endpoints", () => {
  const read = (endpoints: unknown) =>
    readSettings({ PULUMI_IMS_ENDPOINTS: JSON.stringify(endpoints) }, nothing).endpoints;

  test("are a map from service to origin", () => {
    expect(read({ ims: "https://IMS.example.com/", iam: "https://iam.example.com/v3" })).toEqual({
      ims: "https://ims.example.com",
      iam: "https://iam.example.com",
    });
  });

  test("of the stack come before those of the environment", () => {
    const stack = withStack({ "ims:endpoints": '{"ims":"https://stack.example.com"}' });
    const { endpoints } = readSettings({ PULUMI_IMS_ENDPOINTS: "broken" }, stack);
    expect(endpoints).toEqual({ ims: "https://stack.example.com" });
  });

  test.each(["http://localhost:8080", "http://127.0.0.1:1", "http://127.1.2.3:1", "http://[::1]:9"])(
    "%s is on this machine: http is fine",
    (url) => {
      expect(read({ ims: url })).toEqual({ ims: url });
    },
  );

  test.each(["{", "null", "[]", '"https://ims.example.com"', "https://ims.example.com"])("%s is no map", (text) => {
    const error = refusal({ PULUMI_IMS_ENDPOINTS: text });
    expect(error.code).toBe("CONFIGURATION");
    expect(error.message).toMatch(/^ims:endpoints or PULUMI_IMS_ENDPOINTS is no JSON object from service to URL/);
  });

  test.each([
    ["http://ims.example.com", "must use https"],
    ["http://localhost.example.com", "must use https"],
    ["http://127.0.0.1.example.com", "must use https"],
    ["ftp://127.0.0.1", "must use https"],
    ["ims.example.com", "is no URL"],
    ["", "is no URL"],
    [7, "is no URL"],
    [null, "is no URL"],
    ["https://ims.example.com/?a=b", "must have neither query nor fragment"],
    ["https://ims.example.com/#a", "must have neither query nor fragment"],
    ["https://ims.example.com/some/where", "must have no path"],
    ["https://ims.example.com/v3/../x", "must have no path"],
    ["https://169.254.169.254", "is an address of the metadata service"],
    ["https://[fe80::1]", "is an address of the metadata service"],
    ["https://2852039166", "is an address of the metadata service"],
    ["https://0xa9fea9fe", "is an address of the metadata service"],
    ["https://[::ffff:169.254.169.254]", "is an address of the metadata service"],
  ])("%p is refused: %s", (url, words) => {
    const error = refusal({ PULUMI_IMS_ENDPOINTS: JSON.stringify({ ims: url }) });
    expect(error.code).toBe("CONFIGURATION");
    expect(error.message).toContain(`The endpoint of "ims" ${words}`);
  });

  test.each([
    "https://user:hunter2@ims.example.com",
    "https://hunter2@ims.example.com",
    "https://:hunter2@x.example.com",
  ])("a user or a password in it is refused, and not shown", (url) => {
    const error = refusal({ PULUMI_IMS_ENDPOINTS: JSON.stringify({ ims: url }) });
    expect(error.message).toBe('The endpoint of "ims" must not hold a user or a password.');
  });
});

describe("the poll interval", () => {
  test.each([
    ["5", 5_000],
    ["0.2", 200],
    [" 30 ", 30_000],
  ])("%p seconds are %d ms", (text, ms) => {
    expect(readSettings({ PULUMI_IMS_POLL_INTERVAL: text }, nothing).pollEveryMs).toBe(ms);
  });

  test("of the stack comes first", () => {
    const stack = withStack({ "ims:pollInterval": "3" });
    expect(readSettings({ PULUMI_IMS_POLL_INTERVAL: "7" }, stack).pollEveryMs).toBe(3_000);
  });

  test.each(["0", "-1", "often", "Infinity", "NaN", "5s"])("%p is refused", (text) => {
    expect(refusal({ PULUMI_IMS_POLL_INTERVAL: text }).message).toBe(
      `ims:pollInterval or PULUMI_IMS_POLL_INTERVAL must be a number of seconds above 0, not "${text}".`,
    );
  });
});

describe("what becomes of the marker", () => {
  test.each(["keep", "remove"])("is said by the environment, and before that by the stack: %s", (text) => {
    expect(readSettings({ PULUMI_IMS_OWNERSHIP_MARKER: text }, nothing).ownershipMarker).toBe(text);
    const stack = withStack({ "ims:ownershipMarker": text });
    expect(readSettings({ PULUMI_IMS_OWNERSHIP_MARKER: "keep" }, stack).ownershipMarker).toBe(text);
  });

  test("is one of two words", () => {
    expect(refusal({ PULUMI_IMS_OWNERSHIP_MARKER: "drop" }).message).toBe(
      'ims:ownershipMarker or PULUMI_IMS_OWNERSHIP_MARKER must be "keep" or "remove", not "drop".',
    );
  });
});
