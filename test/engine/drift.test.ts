import { demoServerId, otherCredentials } from "pulumi-ims-simulator";
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
const imageIds = () => project.simulator.truth().images.map(({ id }) => id);

test("a refresh after the name was changed outside shows the drift, and the next up mends it in place", async () => {
  project.declare({ golden });
  await project.up();
  const made = await project.only("golden");
  project.simulator.edit.updateImage(String(made.id), { name: "changed in the console", tags: { team: "thieves" } });

  expect(await project.refresh()).toContain("1 updated");
  const drifted = await project.only("golden");
  expect(drifted.inputs["name"]).toBe("changed in the console");

  const up = await project.up();
  expect(up).toMatch(/diff: ~name,tags/);
  expect(project.simulator.truth().images[0]).toMatchObject({ id: made.id, name: "golden", tags: { team: "base" } });
  expect((await project.only("golden")).outputs["name"]).toBe("golden");
});

test("a refresh after the image was deleted outside drops it, and the next up makes a new one", async () => {
  project.declare({ golden });
  await project.up();
  const made = await project.only("golden");
  project.simulator.edit.deleteImage(String(made.id));

  await project.refresh();
  expect(await project.images()).toEqual({});

  await project.up();
  const again = await project.only("golden");
  expect(again.id).not.toBe(made.id);
  expect(imageIds()).toEqual([again.id]);
});

test("a refresh from a shell with another region or another account drops nothing", async () => {
  project.declare({ golden });
  await project.up();
  const made = await project.only("golden");
  const own = project.env;

  // Another region: the image is read where it lives.
  project.env = { ...own, HW_REGION_NAME: "cn-north-4" };
  await project.refresh();
  expect((await project.only("golden")).id).toBe(made.id);

  // Another account: refused before the image service is asked, and both projects are named.
  project.simulator.resetLog();
  project.env = { ...own, HW_ACCESS_KEY: otherCredentials.accessKey, HW_SECRET_KEY: otherCredentials.secretKey };
  const refused = await project.fail("refresh", "--yes", "--skip-preview");
  expect(refused).toContain(String(made.outputs["projectId"]));
  expect(refused).toMatch(/credentials of HW_ACCESS_KEY and HW_SECRET_KEY belong to project [0-9a-f]{32} \(eu-de\)/);
  expect(project.simulator.log.filter(({ path }) => !path.startsWith("/v3/"))).toEqual([]);
  await project.fail("destroy", "--yes", "--skip-preview");
  expect((await project.only("golden")).id).toBe(made.id);
  expect(imageIds()).toEqual([made.id]);
});
