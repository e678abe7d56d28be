/** A program that the language host runs where this package is not installed. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../../package.json";

const home = process.cwd();
const environment = process.env;
let dir: string;

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ims-")));
  process.env = {
    ...environment,
    PULUMI_NODEJS_MONITOR: "127.0.0.1:1",
    PULUMI_NODEJS_PROJECT: "project",
    PULUMI_NODEJS_STACK: "stack",
  };
});
afterEach(() => {
  process.chdir(home);
  process.env = environment;
  rmSync(dir, { recursive: true, force: true });
});

function write(file: string, manifest: object): void {
  mkdirSync(join(dir, file, ".."), { recursive: true });
  writeFileSync(join(dir, file), JSON.stringify(manifest));
}

/** As the first class of a program calls it that was started in `cwd`. */
function check(cwd: string): void {
  process.chdir(cwd);
  jest.isolateModules(() => require("../../../provider/resources/requireInstallation").requireInstallation());
}

const libraries: readonly { readonly wanted: string | undefined; readonly line: string }[] = [
  { wanted: "^0.1.0", line: "^0.1.0" },
  { wanted: "workspace:*", line: "workspace:*" },
  { wanted: "file:/packages/pulumi-ims.tgz", line: "file:/packages/pulumi-ims.tgz" },
  { wanted: "file:../pulumi-ims.tgz", line: version },
  { wanted: undefined, line: version },
];

test.each(libraries)("asks for $line when the library of the program asks for $wanted", ({ wanted, line }) => {
  write("package.json", { dependencies: { images: "1" } });
  if (wanted !== undefined) write("node_modules/images/package.json", { dependencies: { "pulumi-ims": wanted } });

  expect(() => check(dir)).toThrow(
    `Add "pulumi-ims": "${line}" to the dependencies in ${join(dir, "package.json")} and install, because Pulumi loads the provider from ${dir},`,
  );
});

test("names the package.json above when the program's directory has none", () => {
  write("package.json", {});
  mkdirSync(join(dir, "infra"));
  expect(() => check(join(dir, "infra"))).toThrow(`in ${join(dir, "package.json")} and install`);
});

const fine: readonly { readonly title: string; readonly change: NodeJS.ProcessEnv }[] = [
  { title: "no language host runs the program", change: { PULUMI_NODEJS_MONITOR: undefined } },
  { title: "the program of another stack started this one", change: { PULUMI_NODEJS_STACK: "outer" } },
  { title: "the program of another project started this one", change: { PULUMI_NODEJS_PROJECT: "outer" } },
];

test.each(fine)("says nothing when $title", ({ change }) => {
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  expect(() => check(dir)).not.toThrow();
});

test("says nothing when the package is installed in a directory above", () => {
  write("node_modules/pulumi-ims/package.json", { exports: { "./dynamic": "./dynamic.js" } });
  writeFileSync(join(dir, "node_modules/pulumi-ims/dynamic.js"), "");
  mkdirSync(join(dir, "infra"));
  expect(() => check(join(dir, "infra"))).not.toThrow();
});
