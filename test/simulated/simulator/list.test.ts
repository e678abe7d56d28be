// GET /v2/cloudimages and its native neighbour: filters, order, pages.
import { demoServerId, demoVolumeId, publicImageId } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await openWorld();
  const add = (name: string, createdAt: string, more: object = {}) =>
    world.sim.edit.addImage({ name, project: world.projectId, createdAt, ...more });
  ids = [
    add("alpha", "2026-01-01T00:00:00Z", { tags: { env: "prod", team: "" }, minDisk: 10 }),
    add("beta", "2026-01-02T00:00:00Z", { tags: { env: "dev" }, osVersion: "Windows Server 2019 Standard 64bit" }),
    add("gamma", "2026-01-03T00:00:00Z", {
      attributes: { __support_arm: "true", enterprise_project_id: "e", virtual_env_type: "DataImage" },
    }),
    add("alpha", "2026-01-03T00:00:00Z", { status: "killed", attributes: { protected: true } }),
  ];
});
afterAll(() => world.sim.stop());

async function found(query: string): Promise<number[]> {
  const { json } = await world.call("GET", `/v2/cloudimages?${query}`);
  return json.images.map((image: { id: string }) => ids.indexOf(image.id)).filter((index: number) => index >= 0);
}

it.each([
  ["", [3, 2, 1, 0]],
  ["name=alpha", [3, 0]],
  ["name=alph", []],
  ["status=active", [2, 1, 0]],
  ["status=killed", [3]],
  ["__imagetype=private", [3, 2, 1, 0]],
  ["__imagetype=gold", []],
  ["visibility=private", [3, 2, 1, 0]],
  ["visibility=shared&member_status=accepted", []],
  ["protected=true", [3]],
  ["protected=false", [2, 1, 0]],
  ["__isregistered=true", [3, 2, 1, 0]],
  ["min_disk=10", [0]],
  ["__os_type=windows", [1]],
  ["__platform=Windows", [1]],
  ["__os_bit=64&name=beta", [1]],
  ["virtual_env_type=DataImage", [2]],
  ["architecture=arm", [2]],
  ["tag=env%3Dprod", [0]],
  ["tag=env=dev", [1]],
  ["tag=env", []],
  ["tag=team", [0]],
  ["tag=team%3D", [0]],
  ["enterprise_project_id=e", [2]],
  ["enterprise_project_id=0", [3, 1, 0]],
  ["enterprise_project_id=all_granted_eps", [3, 2, 1, 0]],
  ["created_at=gt:2026-01-02T00:00:00Z", [3, 2]],
  ["created_at=gte:2026-01-02T00:00:00Z", [3, 2, 1]],
  ["created_at=lt:2026-01-02%2000:00:00", [0]],
  ["created_at=lte:2026-01-02T00:00:00Z", [1, 0]],
  ["created_at=eq:2026-01-02T00:00:00Z", [1]],
  ["created_at=neq:2026-01-02T00:00:00Z", [3, 2, 0]],
  ["updated_at=lt:2026-01-02T00:00:00Z", [0]],
  ["flavor_id=s6.small.1", [3, 2, 1, 0]],
  ["sort_dir=asc", [0, 1, 2, 3]],
  ["sort_key=name&sort_dir=asc", [0, 3, 1, 2]],
  ["sort_key=name", [2, 1, 3, 0]],
  ["disk_format=zvhd2&container_format=bare", [3, 2, 1, 0]],
])("finds by %s", async (query, expected) => expect(await found(query)).toEqual(expected));

it.each([
  "sort_key=colour",
  "sort_dir=up",
  "limit=many",
  "created_at=about:2026-01-01T00:00:00Z",
  "created_at=yesterday",
])("refuses %s", async (query) => expect(codeOf(await world.call("GET", `/v2/cloudimages?${query}`))).toBe("IMG.0001"));

it("shows public images beside the own ones, and filters them by owner", async () => {
  const gold = await world.call("GET", "/v2/cloudimages?__imagetype=gold&visibility=public&protected=true");
  expect(gold.json.images.map((image: { id: string }) => image.id)).toContain(publicImageId);
  const all = await world.call("GET", "/v2/cloudimages");
  expect(all.json.images).toHaveLength(7);
  const own = await world.call("GET", `/v2/cloudimages?owner=${world.projectId}`);
  expect(own.json.images).toHaveLength(4);
});

it("answers an empty list for an unknown id", async () => {
  const reply = await world.call("GET", "/v2/cloudimages?id=00000000-0000-4000-8000-000000000000");
  expect([reply.status, reply.json]).toEqual([200, { images: [] }]);
});

it("pages by marker until nothing is left", async () => {
  const seen: string[] = [];
  for (let marker = ""; ; ) {
    const { json } = await world.call(
      "GET",
      `/v2/cloudimages?limit=2&owner=${world.projectId}${marker && `&marker=${marker}`}`,
    );
    if (json.images.length === 0) break;
    seen.push(...json.images.map((image: { id: string }) => image.id));
    marker = seen.at(-1) ?? "";
  }
  expect(seen.map((id) => ids.indexOf(id))).toEqual([3, 2, 1, 0]);
});

it("starts behind a marker that the filters leave out, and refuses an unknown one", async () => {
  expect(await found(`name=alpha&marker=${ids[2]}`)).toEqual([0]);
  expect(codeOf(await world.call("GET", "/v2/cloudimages?marker=x"))).toBe("IMG.0027");
});

it("shows the native object under its own names", async () => {
  const reply = await world.call("GET", `/v2/images/${ids[2]}`);
  expect(reply.json).toMatchObject({ id: ids[2], _sys_enterprise_project_id: "e", __is_config_init: "false" });
  expect(reply.json).not.toHaveProperty("enterprise_project_id");
  expect(reply.headers["x-openstack-request-id"]).toMatch(/^req-[0-9a-f-]{36}$/);
  const missing = await world.call("GET", "/v2/images/nothing");
  expect([missing.status, missing.headers["content-type"]]).toEqual([404, "text/html; charset=UTF-8"]);
  expect(missing.text).toContain("<h1>404 Not Found</h1>Failed to find image nothing");
});

it("shows images while their job runs, in both calls", async () => {
  const busy = await openWorld();
  await busy.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: demoServerId });
  await busy.call("POST", "/v2/cloudimages/action", { data_images: [{ name: "d", volume_id: demoVolumeId }] });
  busy.clock.advance(10_000);
  const listed = await busy.call("GET", "/v2/cloudimages?status=saving");
  expect(listed.json.images).toHaveLength(2);
  const native = await busy.call("GET", `/v2/images/${listed.json.images[0].id}`);
  expect(native.json).toMatchObject({ status: "saving", __image_size: "0" });
  expect(native.json).not.toHaveProperty("checksum");
  await busy.sim.stop();
});
