/** Protection and triggers with the real engine: what it asks before it deletes, and what it does not ask. */
import { demoServerId, quickServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open();
});
afterEach(() => project.close());

type Args = Readonly<Record<string, unknown>>;

const declare = (args: Args, options: Args = {}) =>
  project.declare({
    golden: { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId, ...args }, options },
  });
const images = () => project.simulator.truth().images;
const ids = () => images().map(({ id }) => id);
const protections = () => images().map(({ image }) => image["protected"]);
const failDestroy = () => project.fail("destroy", "--yes", "--skip-preview");

test("an image is protected in place, its destroy and its replacement are refused, and both work once that is lifted", async () => {
  declare({});
  await project.up();
  const [id = ""] = ids();

  declare({ protected: true });
  expect(await project.up()).toContain("~ 1 updated");
  expect(ids()).toEqual([id]);
  expect(protections()).toEqual([true]);

  const destroy = await failDestroy();
  expect(destroy).toContain(`Image ${id} is protected and was not deleted`);
  expect(destroy).toContain("set its argument protected to false and run `pulumi up`, then run the command again");

  declare({ protected: true, instanceId: quickServerId });
  const preview = await project.fail("preview", "--diff");
  expect(preview).toContain(`A change of instanceId replaces this EcsSystemImage, but image ${id} is protected`);
  expect(preview).toContain("Set protected to false, or the option retainOnDelete to true, which keeps it");
  await project.failUp();
  expect(ids()).toEqual([id]);

  declare({ protected: false });
  await project.up();
  declare({ protected: true, instanceId: quickServerId });
  expect(await project.up()).toContain("+-1 replaced");
  expect(ids()).not.toContain(id);
  expect(protections()).toEqual([true]);

  declare({ protected: false, instanceId: quickServerId });
  await project.up();
  await project.destroy();
  expect(ids()).toEqual([]);
});

test("a protected image with retainOnDelete is replaced and stays in the cloud", async () => {
  declare({ protected: true });
  await project.up();
  const [old = ""] = ids();
  declare({ protected: true }, { retainOnDelete: true });
  await project.up();
  declare({ protected: true, instanceId: quickServerId }, { retainOnDelete: true });
  expect(await project.preview()).toContain("+-1 to replace");
  await project.up();
  expect(ids()).toHaveLength(2);
  expect(protections()).toEqual([true, true]);
  expect((await project.only("golden")).id).not.toBe(old);
  await project.up();
  await project.destroy();
  expect(ids()).toHaveLength(2);
});

test("a forced replacement leaves the protected image in the state, and the up that lifts the protection deletes it", async () => {
  declare({ protected: true });
  await project.up();
  const [old = ""] = ids();
  const { urn } = await project.only("golden");

  const forced = await project.failUp("--replace", urn);
  expect(forced).toContain(`Image ${old} is protected and was not deleted: a replacement has left it in the state`);
  expect(forced).toContain("Set protected to false and run `pulumi up`, which deletes it");
  expect(await project.failUp()).toContain(`Image ${old} is protected`);
  expect(ids()).toHaveLength(2);

  declare({ protected: false });
  await project.up();
  const { id } = await project.only("golden");
  expect(ids()).toEqual([id]);
  expect(id).not.toBe(old);
  declare({ protected: true });
  expect(await project.up()).toContain("~ 1 updated");
});

test("an image that was protected in the console is destroyed after an explicit false and a refresh", async () => {
  declare({});
  await project.up();
  const [id = ""] = ids();
  project.simulator.edit.updateImage(id, { protected: true });
  expect(await failDestroy()).toContain("Set its argument protected to false and run `pulumi up --refresh`");

  declare({ protected: false });
  await project.up("--refresh");
  expect(protections()).toEqual([false]);
  await project.destroy();
  expect(ids()).toEqual([]);
});

test("a drift of the protection is seen by a refresh and mended by the next up", async () => {
  declare({ protected: true });
  await project.up();
  project.simulator.edit.updateImage(ids()[0] ?? "", { protected: false });
  expect(await project.refresh()).toContain("1 updated");
  expect((await project.only("golden")).inputs["protected"]).toBe(false);
  expect(await project.up()).toContain("~ 1 updated");
  expect(protections()).toEqual([true]);
  expect(await project.refresh()).toContain("unchanged");
});

test("another trigger makes a new image of the same server, and the same ones change nothing", async () => {
  declare({ triggers: { release: "41" } });
  await project.up();
  const [old = ""] = ids();
  expect(await project.up()).toContain("2 unchanged");
  declare({ triggers: { release: "42" } });
  expect(await project.preview()).toContain("+-1 to replace");
  await project.up();
  expect(ids()).toHaveLength(1);
  expect(ids()).not.toContain(old);
  expect(JSON.stringify(project.simulator.log)).not.toContain('"release"');

  declare({});
  expect(await project.up()).toContain("+-1 replaced");
  declare({ triggers: {} });
  expect(await project.preview()).not.toContain("to replace");
});
