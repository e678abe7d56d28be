import { ImsError } from "../../../provider/base/errors";
import type { Environment } from "../../../provider/config/level";
import { readSettings } from "../../../provider/config/settings";

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

test("where nothing is set, nothing is made up", () => {
  const { region, endpoints, pollEveryMs, ownershipMarker } = readSettings({}, nothing);
  expect({ region, endpoints, pollEveryMs, ownershipMarker }).toEqual({
    region: undefined,
    endpoints: {},
    pollEveryMs: undefined,
    ownershipMarker: "keep",
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
    expect(error.message).toMatch(/^PULUMI_IMS_ENDPOINTS is no JSON object, such as {"ims":/);
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
    expect(error.message).toContain(`ims in PULUMI_IMS_ENDPOINTS ${words}`);
  });

  test.each([
    "https://user:hunter2@ims.example.com",
    "https://hunter2@ims.example.com",
    "https://:hunter2@x.example.com",
  ])("a user or a password in it is refused, and not shown", (url) => {
    const error = refusal({ PULUMI_IMS_ENDPOINTS: JSON.stringify({ ims: url }) });
    expect(error.message).toBe("ims in PULUMI_IMS_ENDPOINTS must not hold a user or a password.");
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
      `PULUMI_IMS_POLL_INTERVAL must be a number of seconds above 0, not "${text}".`,
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
      'PULUMI_IMS_OWNERSHIP_MARKER must be "keep" or "remove", not "drop".',
    );
  });
});
