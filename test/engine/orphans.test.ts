/** `pulumi-ims orphans` as the package ships it, on a stack of the real CLI. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { demoServerId } from "pulumi-ims-simulator";
import { CliProject, root } from "../support/cliProject";

jest.setTimeout(120_000);

const run = promisify(execFile);
let scratch: string;
let command: string;
let project: CliProject;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-orphans-"));
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", scratch];
  const [{ filename }] = JSON.parse((await run("npm", pack, { cwd: root })).stdout) as [{ filename: string }];
  await run("tar", ["-xzf", join(scratch, filename), "-C", scratch]);
  symlinkSync(join(root, "node_modules"), join(scratch, "package/node_modules"));
  command = join(scratch, "package/bin/pulumi-ims.js");
  project = await CliProject.open();
});
afterAll(async () => {
  await project.close();
  rmSync(scratch, { recursive: true, force: true });
});

function orphans(...args: string[]): Promise<{ code: number; output: string }> {
  return orphansIn(project.dir, ...args);
}

async function orphansIn(cwd: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const options = { cwd, env: project.env };
  try {
    const { stdout } = await run(process.execPath, [command, "orphans", ...args], options);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

test("an image that was dropped from the state is found, and deleted when asked for", async () => {
  project.declare({ golden: { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } });
  await project.up();
  const { id = "", urn } = await project.only("golden");
  expect(await orphans("--stack", "dev")).toMatchObject({ code: 0 });

  project.write("before.json", await project.succeed("stack", "export"));
  await project.succeed("state", "delete", urn, "--yes");

  expect(await orphans("--stack", "dev", "--state", "before.json")).toMatchObject({ code: 0 });
  // A full name works in any directory.
  expect(await orphansIn(scratch, "--stack", "organization/engine-test/dev")).toMatchObject({ code: 3 });
  const found = await orphans("--stack", "dev");
  expect(found).toMatchObject({ code: 3, output: expect.stringContaining(id) });
  const deleted = await orphans("--stack", "dev", "--delete", "--yes", "--unknown-resources", "--json");
  expect(deleted.code).toBe(0);
  expect(JSON.parse(deleted.output)).toMatchObject({ orphans: [{ imageId: id, outcome: "deleted" }] });
  expect(project.simulator.truth().images).toEqual([]);
});

test.each([
  [[], "name at least one --stack or --state"],
  [["--stack", "dev", "--yes"], "--yes is for --delete"],
  [["--stack", "dev", "--delete"], "asks on the terminal"],
  [["--colour"], "unknown option"],
])("%j is refused before anything is done", async (args, text) => {
  expect(await orphans(...args)).toEqual({ code: 2, output: expect.stringContaining(text) });
});

test("a stack that cannot be read ends the command with the reason", async () => {
  expect(await orphans("--stack", "nowhere")).toEqual({ code: 1, output: expect.stringContaining("nowhere") });
});
