// The command line: flags, environment, files, and what is printed first.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { banner } from "../../../simulator/src/command/banner";
import { requestLine } from "../../../simulator/src/command/requestLine";
import { readSettings } from "../../../simulator/src/command/settings";
import { demoCredentials } from "../../../simulator/src/index";

const read = (...flags: string[]) => readSettings(["node", "pulumi-ims-simulator", ...flags]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "simulator-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("IMS_SIMULATOR_")) delete process.env[name];
  jest.restoreAllMocks();
});

function file(name: string, content: unknown): string {
  const place = path.join(folder, name);
  writeFileSync(place, JSON.stringify(content));
  return place;
}

/** What the command says, and its exit code, when it gives up. */
function refusal(...flags: string[]): string {
  let said = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => read(...flags)).toThrow("exit 1");
  return said;
}

it("has defaults", () => {
  expect(read()).toEqual({
    port: 9292,
    host: "127.0.0.1",
    cloud: "huaweicloud",
    speed: 1,
    throttle: { window: "fixed" },
    strict: true,
    quiet: false,
  });
});

it("takes flags", () => {
  const seed = file("seed.json", { quotas: { default: 1 } });
  const faults = file("faults.json", [{ match: { nth: 1 }, effect: { kind: "throttle" } }]);
  const flags = ["--port", "0", "--host", "::1", "--cloud", "otc", "--speed", "60", "--no-strict", "--quiet"];
  const life = ["--token-seconds", "600"];
  const limits = ["--limit-reads", "200", "--limit-writes", "10", "--limit-window", "sliding"];
  expect(read(...flags, ...life, ...limits, "--seed", seed, "--faults", faults)).toEqual({
    port: 0,
    host: "::1",
    cloud: "otc",
    speed: 60,
    tokenSeconds: 600,
    throttle: { reads: 200, writes: 10, window: "sliding" },
    strict: false,
    quiet: true,
    seed: { quotas: { default: 1 } },
    faults: [{ match: { nth: 1 }, effect: { kind: "throttle" } }],
  });
});

it("takes environment variables, and a flag wins over one", () => {
  process.env["IMS_SIMULATOR_PORT"] = "1234";
  process.env["IMS_SIMULATOR_CLOUD"] = "otc";
  process.env["IMS_SIMULATOR_STRICT"] = "false";
  expect(read("--cloud", "huaweicloud")).toMatchObject({ port: 1234, cloud: "huaweicloud", strict: false });
});

it.each([
  [["--port", "65536"], "A port is a whole number from 0 to 65535."],
  [["--speed", "0"], "The speed is a number above 0."],
  [["--token-seconds", "-1"], "The life of a token is a number above 0."],
  [["--limit-writes", "0"], "The limit is a number above 0."],
  [["--cloud", "moon"], "Allowed choices are huaweicloud, otc."],
  [["--seed", "nowhere.json"], "ENOENT"],
])("refuses %j", (flags, text) => expect(refusal(...flags)).toContain(text));

it("says what is wrong in a file, and where", () => {
  const seed = file("bad.json", { servers: [{ id: "x" }] });
  expect(refusal("--seed", seed)).toContain("servers.0.id: must be a UUID in lower case");
});

it("tells first how to point a program at it", () => {
  const text = banner("http://127.0.0.1:9292", true);
  expect(text).toContain(`export HW_ACCESS_KEY=${demoCredentials.accessKey}\n`);
  expect(text).toContain(
    `export PULUMI_IMS_ENDPOINTS='{"ims":"http://127.0.0.1:9292","iam":"http://127.0.0.1:9292","ecs":"http://127.0.0.1:9292"}'\n`,
  );
  expect(banner("http://127.0.0.1:9292", false)).not.toContain("HW_ACCESS_KEY");
});

it("prints the canonical request under a request whose signature did not match", () => {
  const entry = { n: 3, at: 0, method: "GET", path: "/v2", durationMs: 1.4, operation: "listImages", requestId: "r" };
  const line = requestLine({
    ...entry,
    status: 401,
    signature: "failed:signature mismatch",
    canonicalRequest: "GET\n/v2/",
  });
  expect(line).toBe(
    "00:00:00 #3 GET /v2 401 1ms failed:signature mismatch listImages\n  the server signed:\n    GET\n    /v2/\n",
  );
  expect(requestLine({ ...entry, status: 0, signature: "flat", fault: "reset" })).toContain(
    " cut 1ms flat listImages fault:reset\n",
  );
});
