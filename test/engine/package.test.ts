/** The packed tarball, installed in an empty directory by other package managers. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CliProject, root } from "../support/cliProject";
import { packPackage } from "../support/packPackage";

jest.setTimeout(300_000);

const run = promisify(execFile);
let scratch: string;
let tarball: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-package-"));
  tarball = await packPackage(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const pnpm = join(root, "node_modules/pnpm/bin/pnpm.cjs");
const managers: [string, string, string[]][] = [
  ["npm", "npm", ["install", "--no-audit", "--no-fund"]],
  ["pnpm", process.execPath, [pnpm, "install", "--ignore-scripts"]],
];

test.each(managers)("the package installed by %s runs an example", async (_name, program, args) => {
  const project = await CliProject.open();
  try {
    rmSync(join(project.dir, "node_modules"));
    copyFileSync(join(root, "examples/ecs-system-image/index.ts"), join(project.dir, "index.ts"));
    copyFileSync(join(root, "examples/ecs-system-image/tsconfig.json"), join(project.dir, "tsconfig.json"));
    rmSync(join(project.dir, "index.js"));
    project.write("Pulumi.yaml", "name: engine-test\nruntime: nodejs\n");
    const dependencies = {
      "pulumi-ims": `file:${tarball}`,
      "@pulumi/pulumi": "3.248.0",
      typescript: "6.0.3",
      "@types/node": "20",
    };
    project.write("package.json", JSON.stringify({ name: "engine-test", private: true, dependencies }));
    await run(program, args, { cwd: project.dir });

    await project.up();

    const made = await project.only("golden");
    expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([made.id]);
    await project.destroy();
    expect(project.simulator.truth().images).toEqual([]);
  } finally {
    await project.close();
  }
});
