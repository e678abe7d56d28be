/** Workspaces in which the program gets the package from a library of the team and does not name it itself. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { demoServerId } from "pulumi-ims-simulator";
import { CliProject, root } from "../support/cliProject";
import { packPackage } from "../support/packPackage";

const run = promisify(execFile);
const sdk = { "@pulumi/pulumi": "3.248.0" };
let scratch: string;
let tarball: string;
let project: CliProject;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-workspace-"));
  tarball = await packPackage(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeEach(async () => {
  project = await openWorkspace();
});
afterEach(() => project.close());

const library = `
const pulumi = require("@pulumi/pulumi");
const ims = require("pulumi-ims");
exports.Golden = class extends pulumi.ComponentResource {
  constructor(name, args, options) {
    super("team:images:Golden", name, {}, options);
    this.image = new ims.EcsSystemImage(name, args, { parent: this });
  }
};
`;
const program = `
const { Golden } = require("@team/images");
exports.imageId = new Golden("golden", { instanceId: "${demoServerId}" }).image.imageId;
`;
const settings = "runtime:\n  name: nodejs\n  options: { typescript: false }\n";

/** The root of a workspace with the library and, as the Pulumi program, the app. */
async function openWorkspace(): Promise<CliProject> {
  const opened = await CliProject.open();
  for (const file of ["node_modules", "index.js"]) rmSync(join(opened.dir, file));
  for (const dir of ["apps/infra", "packages/images"]) mkdirSync(join(opened.dir, dir), { recursive: true });
  const files = {
    "Pulumi.yaml": `name: engine-test\nmain: apps/infra\n${settings}`,
    "package.json": json({ name: "team", private: true, workspaces: ["apps/*", "packages/*"] }),
    "pnpm-workspace.yaml": 'packages: ["apps/*", "packages/*"]\n',
    "packages/images/package.json": json({
      name: "@team/images",
      version: "1.0.0",
      main: "index.js",
      dependencies: { "pulumi-ims": `file:${tarball}`, ...sdk },
    }),
    "packages/images/index.js": library,
    "apps/infra/index.js": program,
  };
  for (const [file, text] of Object.entries(files)) opened.write(file, text);
  return opened;
}

const app = "apps/infra/package.json";
const json = (value: unknown) => JSON.stringify(value, undefined, 2);

function depend(dependencies: Readonly<Record<string, string>>): void {
  project.write(app, json({ name: "infra", private: true, dependencies: { ...dependencies, ...sdk } }));
}

const npm = () => run("npm", ["install", "--no-audit", "--no-fund"], { cwd: project.dir });
const pnpm = () =>
  run(
    process.execPath,
    [join(root, "node_modules/pnpm/bin/pnpm.cjs"), "install", "--ignore-scripts", "--no-frozen-lockfile"],
    {
      cwd: project.dir,
    },
  );

test("makes the image when npm puts the package of the library beside all of the workspace", async () => {
  depend({ "@team/images": "1.0.0" });
  await npm();

  await project.up();

  const made = await project.only("golden");
  expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([made.id]);
});

test("names the line and the file when pnpm shows the package to the library only, and makes the image with that line", async () => {
  depend({ "@team/images": "workspace:*" });
  await pnpm();

  const output = await project.fail("preview");

  expect(output).not.toContain("Cannot find module");
  const sentence =
    /error: Add ("pulumi-ims": "[^"]+") to the dependencies in (\S+) and install, because Pulumi loads the provider from (\S+),/;
  const [, line, file, dir] = sentence.exec(output) ?? [];
  expect(line).toBe(`"pulumi-ims": "file:${tarball}"`);
  expect(file).toBe(join(dir ?? "", "package.json"));
  expect(readFileSync(file ?? "", "utf8")).toBe(readFileSync(join(project.dir, app), "utf8"));

  depend({ "@team/images": "workspace:*", "pulumi-ims": `file:${tarball}` });
  await pnpm();
  await project.up();

  const made = await project.only("golden");
  expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([made.id]);
});
