/** Which state a run belongs to, found as the CLI finds its backend. */
import { mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { identityOfAddress, stateIdentity } from "../../../provider/config/stateIdentity";
import { tempFolders } from "../../support/tempFolder";

const newFolder = tempFolders();
const nothing = () => undefined;

/** A program's folder, and a home of the CLI with these credentials. */
function scene(credentials?: string) {
  const home = newFolder();
  if (credentials !== undefined) home.write("credentials.json", credentials);
  const program = newFolder();
  return { program, environment: { PULUMI_HOME: home.path } };
}

/** A folder that holds states. */
function backend(): string {
  const { path } = newFolder();
  mkdirSync(join(path, ".pulumi"));
  return path;
}

describe("the identity of a state", () => {
  test("is the variable, then the setting, whatever the backend is", () => {
    const { program, environment } = scene();
    const setting = (key: string) => (key === "ims:stateId" ? "team-b" : undefined);
    const variable = { ...environment, PULUMI_IMS_STATE_ID: "team-a", PULUMI_BACKEND_URL: "s3://bucket" };
    expect(stateIdentity(variable, setting, program.path)).toBe("id team-a");
    expect(stateIdentity({ ...environment, PULUMI_BACKEND_URL: "s3://bucket" }, setting, program.path)).toBe(
      "id team-b",
    );
  });

  test("is the address of the variable, of the project, and of the credentials in this order", () => {
    const { program, environment } = scene('{"current":"https://pulumi.example.com"}');
    expect(stateIdentity(environment, nothing, program.path)).toBe("https://pulumi.example.com");
    program.write("Pulumi.yaml", "name: shop\nruntime: nodejs\nbackend:\n  url: s3://bucket\n");
    mkdirSync(join(program.path, "src"));
    expect(stateIdentity(environment, nothing, join(program.path, "src"))).toBe("s3://bucket");
    const variable = { ...environment, PULUMI_BACKEND_URL: "gs://other" };
    expect(stateIdentity(variable, nothing, program.path)).toBe("gs://other");
  });

  test("is the address of Pulumi Cloud when nothing names one", () => {
    const { program, environment } = scene();
    expect(stateIdentity(environment, nothing, program.path)).toBe("https://api.pulumi.com");
  });

  test.each([
    ["credentials that are no JSON", "{"],
    ["credentials of another shape", '{"current":"no address"}'],
  ])("is unknown with %s", (_what, credentials) => {
    const { program, environment } = scene(credentials);
    expect(stateIdentity(environment, nothing, program.path)).toBeUndefined();
  });

  test("is unknown when the folder of the backend is not there", () => {
    const { program, environment } = scene();
    const variable = { ...environment, PULUMI_BACKEND_URL: "file:///no/such/folder" };
    expect(stateIdentity(variable, nothing, program.path)).toBeUndefined();
  });
});

describe("two spellings of one address are one state", () => {
  const of = (address: string, cwd = "/") => identityOfAddress(address, cwd);

  test.each([
    ["a slash at the end", "https://pulumi.example.com/", "https://pulumi.example.com"],
    ["letter case of the host", "https://Pulumi.Example.com", "https://pulumi.example.com"],
    ["order of the query", "s3://bucket/x?region=eu&endpoint=a", "s3://bucket/x?endpoint=a&region=eu"],
    ["the folder of the user", "file://~", `file://${homedir()}`],
  ])("%s", (_what, one, other) => {
    expect(of(one)).toBe(of(other));
    expect(of(one)).toBeDefined();
  });

  test("a symbolic link, a slash at the end and a relative path", () => {
    const path = backend();
    const folder = newFolder();
    symlinkSync(path, join(folder.path, "link"));
    const identity = of(`file://${path}`);
    expect(of(`file://${path}/`)).toBe(identity);
    expect(of(`file://${join(folder.path, "link")}`)).toBe(identity);
    expect(of("file://./link", folder.path)).toBe(identity);
  });

  test("two buckets, two folders and two hosts are not", () => {
    const addresses = [
      "s3://a",
      "s3://b",
      "s3://a/x",
      "s3://a?region=eu",
      `file://${backend()}`,
      `file://${backend()}`,
    ];
    expect(new Set(addresses.map((address) => of(address))).size).toBe(addresses.length);
  });
});

test("a relative address is that of the directory in which the CLI was started", () => {
  const path = backend();
  const { program, environment } = scene();
  const started = { ...environment, PWD: join(path, ".."), PULUMI_BACKEND_URL: `file://./${path.split("/").at(-1)}` };
  expect(stateIdentity(started, nothing, program.path)).toBe(identityOfAddress(`file://${path}`, "/"));
});
