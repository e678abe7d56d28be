import { demoServerId, windowsServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open();
});
afterEach(() => project.close());

const golden = {
  class: "EcsSystemImage",
  args: { name: "golden", instanceId: demoServerId, tags: { team: "base" } },
} as const;
const imsCalls = () => project.simulator.log.filter(({ path }) => !path.startsWith("/v3/"));

test("an image goes through preview, up, up without changes, a change in place, and destroy", async () => {
  project.declare({ golden });

  // Preview makes no request at all.
  const preview = await project.preview();
  expect(preview).toContain("EcsSystemImage");
  expect(project.simulator.log).toEqual([]);

  const up = await project.up();
  expect(up).toMatch(/running \d+ %.*, job [0-9a-f]{32}/);
  const made = await project.only("golden");
  expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([made.id]);

  const again = await project.up();
  expect(again).toContain("2 unchanged");
  expect(project.simulator.truth().creates).toBe(1);

  project.declare({
    golden: { ...golden, args: { ...golden.args, name: "renamed", tags: { team: "web", release: "2" } } },
  });
  expect(await project.up()).toContain("1 updated");
  const changed = await project.only("golden");
  expect(changed.id).toBe(made.id);
  const [image] = project.simulator.truth().images;
  expect(image).toMatchObject({ name: "renamed", tags: { team: "web", release: "2" } });

  await project.destroy();
  expect(await project.images()).toEqual({});
  expect(project.simulator.truth().images).toEqual([]);
  expect(imsCalls().every(({ signature }) => signature === "flat")).toBe(true);
});

test("another server replaces the image: the new one is made first, the old one goes", async () => {
  project.declare({ golden });
  await project.up();
  const before = await project.only("golden");
  project.declare({ golden: { ...golden, args: { ...golden.args, instanceId: windowsServerId } } });
  expect(await project.preview()).toContain("replace");
  await project.up();
  const after = await project.only("golden");
  expect(after.id).not.toBe(before.id);
  expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([after.id]);
});
