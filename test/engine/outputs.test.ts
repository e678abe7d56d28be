import { demoCredentials, demoServerId, demoVolumeId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open();
});
afterEach(() => project.close());

const golden = { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } as const;
const dependent = {
  class: "EvsDataImage",
  args: { name: "data", volumeId: demoVolumeId, description: { $imageIdOf: "golden" } },
} as const;

test("an image that is changed in place previews no change in what uses its imageId", async () => {
  project.declare({ golden, dependent });
  await project.up();
  expect(Object.keys(await project.images()).sort()).toEqual(["dependent", "golden"]);

  project.declare({ golden: { ...golden, args: { ...golden.args, name: "renamed" } }, dependent });
  const preview = await project.preview();

  expect(preview).toContain("~ 1 to update");
  expect(preview).toContain("2 unchanged");
});

test("the state holds no credential and no signature, and the loader text as provider", async () => {
  project.declare({ golden });
  await project.up();

  const made = await project.only("golden");
  const loader =
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").ecsSystemImage;';
  expect(made.inputs["__provider"]).toBe(loader);
  expect(made.outputs["__provider"]).toBe(loader);
  const state = project.stateFile();
  for (const secret of [demoCredentials.accessKey, demoCredentials.secretKey, "Signature", "SDK-HMAC"]) {
    expect(state).not.toContain(secret);
  }
});

test("an image that is there already can be referred to with get, and is neither changed nor deleted", async () => {
  project.declare({ golden });
  await project.up();
  const made = await project.only("golden");

  project.declare({ golden, found: { class: "EcsSystemImage", args: {}, get: String(made.id) } });
  await project.up();
  const { found } = await project.images();
  expect(found?.outputs).toMatchObject({ imageId: made.id, name: "golden", status: "active" });

  project.declare({ golden });
  await project.up();
  expect(project.simulator.truth().images.map(({ id }) => id)).toEqual([made.id]);
});
