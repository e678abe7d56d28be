/** Which state a stack or a file is: `pulumi-ims orphans` must find the identity that a run of the stack has put into its markers. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileSource, stackSource } from "../../../provider/cli/orphans/source";
import { stateIdentity } from "../../../provider/config/stateIdentity";

let dir: string;
let environment: Record<string, string | undefined>;

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ims-source-")));
  mkdirSync(join(dir, "backend"));
  writeFileSync(join(dir, "state.json"), '{"deployment":{}}');
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** A CLI that is logged in to this backend; without one, it must not be asked. */
function fakeCli(url: string | undefined, config: Readonly<Record<string, string>> = {}): void {
  const values = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }]));
  const script = `#!/bin/sh
case "$1" in
  stack) echo '{"deployment":{}}' ;;
  config) echo '${JSON.stringify(values)}' ;;
  whoami) ${url === undefined ? "exit 1" : `echo '${JSON.stringify({ user: "me", url })}'`} ;;
esac
`;
  writeFileSync(join(dir, "pulumi"), script, { mode: 0o755 });
  environment = { PATH: [dir, process.env["PATH"]].join(delimiter), PULUMI_HOME: dir };
}

const identityOfRun = (address: string) => stateIdentity({ PULUMI_BACKEND_URL: address }, () => undefined, "/");

test.each([
  ["s3://Bucket?region=b&endpoint=a", "s3://Bucket?endpoint=a&region=b"],
  ["file://$dir/backend", "file://$dir/backend/"],
])("a stack is the state of the backend that the CLI names, when that is %s", async (named, address) => {
  fakeCli(named.replace("$dir", dir));
  const { identity } = await stackSource("dev", environment);
  expect(identity).toBe(identityOfRun(address.replace("$dir", dir)));
  expect(identity).toBeDefined();
});

test.each([
  ["https://app.pulumi.com/me", undefined, "https://api.pulumi.com"],
  ["https://app.example.com/me", "https://api.example.com", "https://api.example.com"],
  ["https://console.example.com/me", "https://pulumi.example.com", "https://pulumi.example.com"],
  ["", "https://pulumi.example.com", "https://pulumi.example.com"],
])("a stack is that of the API when the CLI names the console %p", async (named, current, address) => {
  fakeCli(named);
  if (current !== undefined) writeFileSync(join(dir, "credentials.json"), JSON.stringify({ current }));
  expect((await stackSource("dev", environment)).identity).toBe(identityOfRun(address));
});

test("the CLI is not asked for the backend when the setting says which state it is, and the variable wins", async () => {
  fakeCli(undefined, { "ims:stateId": "shared" });
  expect((await stackSource("dev", environment)).identity).toBe("id shared");
  environment["PULUMI_IMS_STATE_ID"] = "mine";
  expect((await stackSource("dev", environment)).identity).toBe("id mine");
});

test("the reason is told when the CLI cannot name the backend", async () => {
  fakeCli(undefined);
  await expect(stackSource("dev", environment)).rejects.toThrow("`pulumi whoami --json` failed");
});

test.each([
  [undefined, undefined],
  [" ", undefined],
  ["mine", "id mine"],
  ["s3://bucket/", "s3://bucket"],
  ["https://app.pulumi.com/me", "https://api.pulumi.com"],
  ["https://API.pulumi.com/", "https://api.pulumi.com"],
  ["file:///a/folder/that/is/gone", "file:///a/folder/that/is/gone"],
])("a file with --state-id %p is the state %p", (id, identity) => {
  expect(fileSource(join(dir, "state.json"), id).identity).toBe(identity);
});

test("a setting with the address of an earlier backend is the state of that backend", () => {
  const setting = (key: string) => (key === "ims:stateId" ? "s3://old/?b=1&a=2" : undefined);
  expect(stateIdentity({}, setting, "/")).toBe(identityOfRun("s3://old?a=2&b=1"));
});
