/** `pulumi-ims orphans` as the package ships it, on a stack of the real CLI. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { demoServerId, quickServerId } from "pulumi-ims-simulator";
import { CliProject, root } from "../support/cliProject";
import { keys, onTerminal } from "../support/terminal";
import { until } from "../support/until";

jest.setTimeout(300_000);

const run = promisify(execFile);
let scratch: string;
let command: string;
let project: CliProject;
let backend: string | undefined;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-orphans-"));
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", scratch];
  const [{ filename }] = JSON.parse((await run("npm", pack, { cwd: root })).stdout) as [{ filename: string }];
  await run("tar", ["-xzf", join(scratch, filename), "-C", scratch]);
  symlinkSync(join(root, "node_modules"), join(scratch, "package/node_modules"));
  command = join(scratch, "package/bin/pulumi-ims.js");
  project = await CliProject.open();
  backend = project.env["PULUMI_BACKEND_URL"];
});
afterEach(async () => {
  project.env = { ...project.env, PULUMI_BACKEND_URL: backend };
  if (imageIds().length + project.storedImageIds().length === 0) return;
  project.declare({});
  await project.up();
  for (const id of imageIds()) project.simulator.edit.deleteImage(id);
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
  const deleted = await orphans("--stack", "dev", "--delete", "--yes", "--finished", "--unknown-resources", "--json");
  expect(deleted.code).toBe(0);
  expect(JSON.parse(deleted.output)).toMatchObject({ orphans: [{ imageId: id, outcome: "deleted" }] });
  expect(project.simulator.truth().images).toEqual([]);
});

const golden = { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } as const;
const imageIds = () => project.simulator.truth().images.map(({ id }) => id);

test("an image that a replacement keeps with retainOnDelete goes only when --finished says so", async () => {
  const options = { retainOnDelete: true };
  project.declare({ golden: { ...golden, options } });
  await project.up();
  const { id: release = "" } = await project.only("golden");
  project.declare({ golden: { ...golden, args: { ...golden.args, instanceId: quickServerId }, options } });
  await project.up();
  const { id: current = "" } = await project.only("golden");
  expect(imageIds()).toEqual([release, current]);

  const listed = await orphans("--stack", "dev");
  expect(listed).toMatchObject({ code: 0, output: expect.stringContaining("No orphans.") });
  expect(listed.output).toContain(`${release}  golden`);
  expect(await orphans("--stack", "dev", "--delete", "--yes", "--unknown-resources")).toMatchObject({ code: 0 });
  expect(imageIds()).toEqual([release, current]);

  const deleted = await orphans("--stack", "dev", "--delete", "--yes", "--finished", "--json");
  expect(JSON.parse(deleted.output)).toMatchObject({ keptOnPurpose: [{ imageId: release, outcome: "deleted" }] });
  expect([deleted.code, imageIds()]).toEqual([0, [current]]);
});

test("an image of the stack of the same name in another backend stays unless --other-states says so", async () => {
  project.declare({ golden });
  await project.up();
  const { id: theirs } = await project.only("golden");
  project.write("theirs.json", await project.succeed("stack", "export"));
  mkdirSync(join(project.dir, "own"), { recursive: true });
  project.env = { ...project.env, PULUMI_BACKEND_URL: pathToFileURL(join(project.dir, "own")).href };
  await project.succeed("stack", "init", "dev");
  await project.up();
  const { id: own } = await project.only("golden");
  project.write("own.json", await project.succeed("stack", "export"));
  expect(imageIds()).toEqual([theirs, own]);

  for (const given of [
    ["--stack", "dev"],
    ["--state", "own.json", "--state-id", "file://./own"],
  ]) {
    const listed = await orphans(...given, "--json");
    expect(listed.code).toBe(0);
    expect(JSON.parse(listed.output)).toMatchObject({ orphans: [], ofOtherStates: [{ imageId: theirs }] });
    const flags = ["--delete", "--yes", "--finished", "--unknown-resources"];
    expect(await orphans(...given, ...flags)).toMatchObject({ code: 0 });
    expect(imageIds()).toEqual([theirs, own]);
  }
  const both = await orphans("--stack", "dev", "--state", "theirs.json", "--state-id", backend ?? "", "--json");
  expect(JSON.parse(both.output)).toMatchObject({ orphans: [], ofOtherStates: [] });
  expect(await orphans("--state", "own.json")).toMatchObject({ code: 3 });

  project.env = { ...project.env, PULUMI_IMS_STATE_ID: backend };
  const moved = JSON.parse((await orphans("--stack", "dev", "--json")).output);
  expect(moved).toMatchObject({ orphans: [{ imageId: theirs }], ofOtherStates: [] });
  const { PULUMI_IMS_STATE_ID: _, ...env } = project.env;
  project.env = env;

  const last = await orphans("--stack", "dev", "--delete", "--yes", "--finished", "--other-states");
  expect([last.code, imageIds()]).toEqual([0, [own]]);
  await project.destroy();
});

describe("at a question", () => {
  /** Three images that no state has. */
  async function ask(...more: string[]) {
    project.write("before.json", await project.succeed("stack", "export"));
    const names = ["first", "second", "third"];
    project.declare(Object.fromEntries(names.map((name) => [name, { ...golden, args: { ...golden.args, name } }])));
    await project.up();
    const args = ["orphans", "--state", "before.json", "--region", "eu-de", "--delete", ...more];
    const terminal = onTerminal([process.execPath, command, ...args].join(" "), { cwd: project.dir, env: project.env });
    const question = (n: number) =>
      until(
        () => terminal.output().split("[y/N]").length > n,
        () => terminal.output(),
      );
    await question(1);
    return { ...terminal, question };
  }

  test("Ctrl-C ends the command, which says what was done", async () => {
    const { type, question, done, output } = await ask();
    type(`y${keys.enter}`);
    await question(2);
    type(keys.ctrlC);
    expect(await done).toBe(130);
    expect(imageIds().length).toBe(2);
    expect(output()).toContain("Interrupted: 1 deleted, 2 left.");
    expect(output().match(/^ {4}deleted$/gm)).toHaveLength(1);
    expect(output().match(/^ {4}kept: interrupted$/gm)).toHaveLength(2);
  });

  test("the end of input ends the command, which says the outcome of each image as JSON too", async () => {
    const { type, question, done } = await ask("--json", ">", "report.json");
    type(`n${keys.enter}`);
    await question(2);
    type(keys.ctrlD);
    expect(await done).toBe(130);
    expect(imageIds().length).toBe(3);
    expect(JSON.parse(project.read("report.json"))).toMatchObject({
      orphans: [
        { outcome: "kept", reason: "as you said" },
        { outcome: "kept", reason: "interrupted" },
        { outcome: "kept", reason: "interrupted" },
      ],
    });
  });

  test("answers that are typed ahead count for the questions that follow", async () => {
    const { type, done, output } = await ask();
    type(`y${keys.enter}n${keys.enter}y${keys.enter}`);
    expect(await done).toBe(3);
    expect(imageIds().length).toBe(1);
    expect(output()).toContain("kept: as you said");
  });
});

test.each([
  [[], "name at least one --stack or --state"],
  [["--stack", "dev", "--yes"], "--yes is for --delete"],
  [["--stack", "dev", "--finished"], "--finished is for --delete"],
  [["--stack", "dev", "--state-id", "prod"], "each --state-id is for a --state"],
  [["--stack", "dev", "--delete"], "asks on the terminal"],
  [["--colour"], "unknown option"],
])("%j is refused before anything is done", async (args, text) => {
  expect(await orphans(...args)).toEqual({ code: 2, output: expect.stringContaining(text) });
});

test("a stack that cannot be read ends the command with the reason", async () => {
  expect(await orphans("--stack", "nowhere")).toEqual({ code: 1, output: expect.stringContaining("nowhere") });
});
