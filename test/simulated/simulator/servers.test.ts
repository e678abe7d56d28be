// createImage of ECS: how the caller learns the id, what the image looks like, who refuses in which words.
import {
  brokenServerId,
  busyServerId,
  demoServerId,
  errorServerId,
  otherServerId,
  quickServerId,
  registeringServerId,
} from "../../../simulator/src/index";
import { openWorld, type Reply, type World } from "./support/client";
import { SERVER_EXAMPLE } from "./support/otherExamples";

let world: World;
beforeEach(async () => {
  world = await openWorld({ cloud: "otc" });
});
afterEach(() => world.sim.stop());

const action = (serverId: string, body: unknown, headers = {}, version = "v2.1"): Promise<Reply> =>
  world.call("POST", `/${version}/${world.projectId}/servers/${serverId}/action`, body, { unsigned: headers });
const create = (serverId: string, fields = {}) =>
  action(serverId, { createImage: { name: "image", ...fields } }, { "openstack-api-version": "compute 2.45" });

it.each(["v2.1", "v2"])("takes the example of the page under /%s, and answers in Location", async (version) => {
  const path = `/${version}/${world.projectId}/servers/${demoServerId}/action`;
  const reply = await world.call("POST", path, undefined, { rawBody: SERVER_EXAMPLE });
  const [image] = world.sim.truth().images;
  expect([reply.status, reply.text, reply.headers["location"]]).toEqual([
    202,
    "",
    `http://image.internal:9292/v2/images/${image?.id}`,
  ]);
  expect(image?.image).toMatchObject({ name: "new-image-name", imagetype: "Gold", imageversion: "2.0" });
});

it.each<[object, "location" | "body" | "nothing"]>([
  [{}, "location"],
  [{ "openstack-api-version": "compute 2.43" }, "location"],
  [{ "x-openstack-nova-api-version": "2.43" }, "location"],
  [{ "openstack-api-version": "volume 3.60" }, "location"],
  [{ "openstack-api-version": "compute 2.44" }, "nothing"],
  [{ "openstack-api-version": "compute 2.45" }, "body"],
  [{ "openstack-api-version": "volume 3.60, compute 2.60" }, "body"],
  [{ "x-openstack-nova-api-version": "2.45" }, "body"],
  [{ "openstack-api-version": "compute latest" }, "body"],
])("with %j the id comes in: %s", async (headers, place) => {
  const reply = await action(quickServerId, { createImage: { name: "image" } }, headers);
  const id = world.sim.truth().images[0]?.id;
  expect(reply.status).toBe(202);
  expect(reply.headers["location"] !== undefined).toBe(place === "location");
  expect(reply.json).toEqual(place === "body" ? { image_id: id } : undefined);
});

it("the image runs from queued over saving to active without a job, and only native reads see it", async () => {
  const id = (await create(demoServerId)).json.image_id;
  const native = async () => (await world.call("GET", `/v2/images/${id}`)).json;
  expect((await native()).status).toBe("queued");
  world.clock.advance(100_000);
  expect((await native()).status).toBe("saving");
  world.clock.advance(122_000);
  const image = await native();
  expect(image).toMatchObject({
    status: "active",
    virtual_env_type: "FusionCompute",
    min_disk: 40,
    __os_version: "CentOS 7.6 64bit",
  });
  for (const name of ["__isregistered", "__data_origin"]) expect(image).not.toHaveProperty(name);
  expect(world.sim.truth()).toMatchObject({ jobs: [], creates: 1 });
  expect(await world.image(id)).toBeUndefined();
  expect((await world.call("DELETE", `/v2/images/${id}`)).status).toBe(204);
});

it("a seeded server registers its images", async () => {
  const id = (await create(registeringServerId)).json.image_id;
  world.clock.advance(2000);
  expect(await world.image(id)).toMatchObject({ status: "active", __isregistered: "true" });
});

it("the image of a broken server is killed", async () => {
  await create(brokenServerId);
  world.clock.advance(30_000);
  expect(world.sim.truth().images[0]?.status).toBe("killed");
});

it.each<[string, unknown, number, string]>([
  [demoServerId, { reboot: {} }, 400, "badRequest"],
  [demoServerId, { createImage: {} }, 400, "badRequest"],
  [demoServerId, { createImage: { name: "" } }, 400, "badRequest"],
  [demoServerId, { createImage: { name: "ü".repeat(122) } }, 400, "badRequest"],
  [demoServerId, { createImage: { name: "a", metadata: { k: "v".repeat(255) } } }, 400, "badRequest"],
  [demoServerId, { createImage: { name: "a", metadata: { k: "" } } }, 400, "badRequest"],
  [demoServerId, { createImage: { name: "a", metadata: { k: 1 } } }, 400, "badRequest"],
  [otherServerId, { createImage: { name: "a" } }, 404, "itemNotFound"],
  [errorServerId, { createImage: { name: "a" } }, 409, "conflictingRequest"],
  [busyServerId, { createImage: { name: "a" } }, 409, "conflictingRequest"],
])("server %s with %j answers %i %s", async (serverId, body, status, fault) => {
  const reply = await action(serverId, body);
  expect([reply.status, reply.json]).toEqual([
    status,
    { [fault]: { code: status, message: expect.stringMatching(/./) } },
  ]);
  expect(world.sim.truth().creates).toBe(0);
});

it("knows the limits of names, of quotas, and of versions", async () => {
  expect((await create(quickServerId, { name: "n".repeat(242) })).status).toBe(202);
  world.sim.edit.setQuota(world.projectId, 1);
  expect((await create(quickServerId)).json).toHaveProperty("forbidden");
  const odd = await action(quickServerId, { createImage: { name: "a" } }, { "openstack-api-version": "compute two" });
  expect([odd.status, Object.keys(odd.json)]).toEqual([400, ["badRequest"]]);
});
