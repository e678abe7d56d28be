/** Two people with equal names of project and stack, each with a backend, in one project of the cloud; with the real CLI. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { until } from "../support/until";

jest.setTimeout(300_000);

const golden = { golden: { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } };

let one: CliProject;
let other: CliProject;
beforeEach(async () => {
  one = await CliProject.open({ speed: 100 });
  other = await one.elsewhere();
  mkdirSync(join(other.dir, "state"));
});
afterEach(async () => {
  other.remove();
  await one.close();
});

/** Logs in to a backend of its own, by the credentials of the CLI. */
async function moveOut(project: CliProject): Promise<void> {
  const { PULUMI_BACKEND_URL: _, ...env } = project.env;
  project.env = env;
  await project.succeed("login", pathToFileURL(join(project.dir, "state")).href);
  await project.succeed("stack", "init", "dev");
}

const imageIds = (project: CliProject) => project.simulator.truth().images.map(({ id }) => id);

test("two stacks with one name make an image each when they run at once, and each destroy removes its own", async () => {
  await moveOut(other);
  for (const project of [one, other]) project.declare(golden);

  const said = await Promise.all([one.up(), other.up()]);

  const ids = await Promise.all([one, other].map(async (project) => (await project.only("golden")).id));
  expect(new Set(ids).size).toBe(2);
  expect(imageIds(one).sort()).toEqual(ids.map(String).sort());
  expect(said.join("\n")).not.toContain("continues with image");
  await other.destroy();
  expect(imageIds(one)).toEqual([ids[0]]);
  expect(await one.refresh()).not.toContain("warning");
});

test("a create that another state has begun is named once, and the setting with one id for both continues it", async () => {
  one.declare(golden);
  const run = one.start("up", "--yes", "--skip-preview");
  await until(() => imageIds(one).length > 0, run.output);
  run.child.kill("SIGKILL");
  await run.done;
  const [begun = ""] = imageIds(one);

  await moveOut(other);
  other.declare(golden);
  const said = await other.up();
  const [, diagnostics = ""] = said.split("Diagnostics:");
  const words = new RegExp(`warning: image ${begun} in eu-de was begun .* by the run of another state`, "g");
  expect(diagnostics.match(words)).toHaveLength(1);
  expect((await other.only("golden")).id).not.toBe(begun);
  await other.destroy();

  await one.succeed("cancel", "--yes");
  expect(await one.up()).toContain(`continues with image ${begun}`);
});
