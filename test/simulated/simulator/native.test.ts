// The native calls: images without a file, pages, patches in two dialects, tags in paths, protection.
import { demoServerId, otherCredentials, publicImageId } from "../../../simulator/src/index";
import { openWorld, type Reply, type World } from "./support/client";

const PAGE = `{
    "__os_version": "Ubuntu 14.04 server 64bit",
    "container_format": "bare",
    "disk_format": "vhd",
    "min_disk": 100,
    "min_ram": 1024,
    "name": "test",
    "tags": [
        "test=testvalue",
        "image=imagevalue"
    ],
    "visibility": "private",
    "protected": false
}`;

const NEWER = "application/openstack-images-v2.1-json-patch";
const OLDER = "application/openstack-images-v2.0-json-patch";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const create = (body: object) => world.call("POST", "/v2/images", body);
const newImage = async (body: object = {}): Promise<string> => (await create({ name: "image", ...body })).json.id;
const show = async (id: string) => (await world.call("GET", `/v2/images/${id}`)).json;
const patch = (id: string, operations: unknown, type = NEWER): Promise<Reply> =>
  world.call("PATCH", `/v2/images/${id}`, operations, { headers: { "content-type": type } });

function expectHtml(reply: Reply, status: number): void {
  expect([reply.status, reply.headers["content-type"]]).toEqual([status, "text/html; charset=UTF-8"]);
  expect(reply.text).toContain(`<h1>${status} `);
}

describe("an image without a file", () => {
  it("is created as on the page", async () => {
    const reply = await world.call("POST", "/v2/images", undefined, { rawBody: PAGE });
    const { id } = reply.json;
    expect(reply.status).toBe(201);
    expect(reply.json).toEqual({
      schema: "/v2/schemas/image",
      min_disk: 100,
      created_at: "2026-08-21T09:30:00Z",
      __image_source_type: "uds",
      container_format: "bare",
      __image_size: "0",
      file: `/v2/images/${id}/file`,
      updated_at: "2026-08-21T09:30:00Z",
      protected: false,
      id,
      __isregistered: "true",
      min_ram: 1024,
      owner: world.projectId,
      __os_type: "Linux",
      __imagetype: "private",
      visibility: "private",
      virtual_env_type: "FusionCompute",
      tags: ["test=testvalue", "image=imagevalue"],
      __platform: "Ubuntu",
      __os_bit: "64",
      __os_version: "Ubuntu 14.04 server 64bit",
      name: "test",
      self: `/v2/images/${id}`,
      disk_format: "vhd",
      status: "queued",
    });
    expect(await world.image(id)).toEqual(reply.json);
    expect(await show(id)).toMatchObject({ status: "queued", __is_config_init: "false" });
    world.clock.advance(86_400_000);
    expect((await show(id)).status).toBe("queued");
    expect(world.sim.truth()).toMatchObject({ creates: 1, jobs: [] });
    expect((await world.call("DELETE", `/v2/images/${id}`)).status).toBe(204);
  });

  it("has defaults, and takes properties of one's own", async () => {
    expect((await create({ team: "a" })).json).toMatchObject({
      name: "",
      team: "a",
      disk_format: "zvhd2",
      min_ram: 0,
      protected: false,
      __os_version: "Other Linux(64 bit)",
      __os_type: "Linux",
      __platform: "Other",
      tags: [],
    });
    expect((await create({ disk_format: "iso" })).json.virtual_env_type).toBe("IsoImage");
    expect((await create({ __os_version: "Other(32 bit)" })).json).toMatchObject({
      __os_type: "Other",
      __os_bit: "32",
    });
  });

  it.each<[unknown, number]>([
    [undefined, 400],
    [[], 400],
    [{ name: "n".repeat(256) }, 400],
    [{ name: 5 }, 400],
    [{ min_disk: 39 }, 400],
    [{ min_disk: 256 }, 400],
    [{ min_disk: "100" }, 400],
    [{ min_ram: -1 }, 400],
    [{ disk_format: "vmdk" }, 400],
    [{ container_format: "ovf" }, 400],
    [{ protected: "true" }, 400],
    [{ tags: "a=b" }, 400],
    [{ tags: [""] }, 400],
    [{ tags: ["=b"] }, 400],
    [{ tags: ["t".repeat(256)] }, 400],
    [{ tags: Array.from({ length: 21 }, (_, index) => `k${index}=v`) }, 400],
    [{ team: 1 }, 400],
    [{ visibility: "public" }, 403],
    [{ status: "active" }, 403],
  ])("is refused: %j", async (body, status) => {
    expectHtml(await world.call("POST", "/v2/images", body), status);
    expect(world.sim.truth().creates).toBe(0);
  });

  it("counts towards the quota", async () => {
    world.sim.edit.setQuota(world.projectId, 0);
    expectHtml(await create({ name: "image" }), 403);
  });

  it("has other limits on the other cloud", async () => {
    await world.sim.stop();
    world = await openWorld({ cloud: "otc" });
    expect((await create({ min_disk: 1024, name: "n".repeat(255) })).status).toBe(201);
    expectHtml(await create({ disk_format: "iso" }), 400);
    expectHtml(await create({ min_disk: 1025 }), 400);
  });
});

describe("the native list", () => {
  it("has pages of 25 with links", async () => {
    for (let n = 0; n < 30; n++) await create({ name: `image-${n}` });
    const first = (await world.call("GET", "/v2/images?visibility=private")).json;
    expect(first).toMatchObject({
      schema: "/v2/schemas/images",
      first: "/v2/images?visibility=private&limit=25",
      next: `/v2/images?visibility=private&limit=25&marker=${first.images[24].id}`,
    });
    const second = (await world.call("GET", first.next)).json;
    expect(second.images.map((image: { name: string }) => image.name)).toEqual(
      [4, 3, 2, 1, 0].map((n) => `image-${n}`),
    );
    expect(second.first).toBe(first.first);
    expect(second).not.toHaveProperty("next");
  });

  it("has no link behind a page that is just full, and knows the filters", async () => {
    const { json } = await world.call("GET", "/v2/images?limit=3&__imagetype=gold&sort_key=name&sort_dir=asc");
    expect(json.images).toHaveLength(3);
    expect(json).not.toHaveProperty("next");
    expect((await world.call("GET", "/v2/images?enterprise_project_id=x&architecture=arm")).json.images).toHaveLength(
      3,
    );
    expect((await world.call("GET", "/v2/images?name=nothing")).json.images).toEqual([]);
  });

  it.each(["limit=x", "sort_key=color", "marker=nothing", "created_at=soon:now"])("refuses %s in HTML", async (query) =>
    expectHtml(await world.call("GET", `/v2/images?${query}`), 400),
  );
});

describe("a native patch", () => {
  it("takes both dialects", async () => {
    const id = await newImage();
    world.clock.advance(5000);
    const newer = await patch(id, [
      { op: "replace", path: "/name", value: "test01" },
      { op: "add", path: "/__description", value: "d" },
      { op: "add", path: "/team", value: "a" },
    ]);
    expect([newer.status, newer.json]).toEqual([200, await show(id)]);
    expect(newer.json).toMatchObject({
      name: "test01",
      __description: "d",
      team: "a",
      updated_at: "2026-08-21T09:30:05Z",
    });
    const older = await patch(
      id,
      [{ replace: "/name", value: "test02" }, { add: "/team", value: "b" }, { remove: "/__description" }],
      `${OLDER}; charset=utf-8`,
    );
    expect(older.json).toMatchObject({ name: "test02", team: "b" });
    expect(older.json).not.toHaveProperty("__description");
  });

  it("replaces tags as a whole, and protects", async () => {
    const id = await newImage({ tags: ["a=1", "b=2"] });
    expect((await patch(id, [{ op: "replace", path: "/tags", value: ["c=3", "d"] }])).json.tags).toEqual(["c=3", "d="]);
    await patch(id, [{ op: "replace", path: "/protected", value: true }]);
    expectHtml(await world.call("DELETE", `/v2/images/${id}`), 403);
    await patch(id, [{ op: "replace", path: "/protected", value: false }]);
    expect((await world.call("DELETE", `/v2/images/${id}`)).status).toBe(204);
  });

  it("protects an image that an extension call has begun, and the protected image cannot be deleted", async () => {
    await world.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: demoServerId });
    const id = world.sim.truth().images.at(-1)?.id ?? "";
    const protect = (value: boolean) => patch(id, [{ op: "replace", path: "/protected", value }]);
    expect((await protect(true)).json).toMatchObject({ status: "queued", protected: true });
    world.clock.advance(3_600_000);
    expect((await protect(true)).json).toMatchObject({ status: "active", protected: true });
    expectHtml(await world.call("DELETE", `/v2/images/${id}`), 403);
    expect((await protect(false)).json).toMatchObject({ protected: false });
    expect((await world.call("DELETE", `/v2/images/${id}`)).status).toBe(204);
  });

  it.each<[string, unknown, number]>([
    ["the media type of the extension call", "application/json", 415],
    ["no array", {}, 400],
    ["an element of the other dialect", [{ replace: "/name", value: "a" }], 400],
    ["an unknown operation", [{ op: "move", path: "/name", value: "a" }], 400],
    ["a path into an attribute", [{ op: "add", path: "/a/b", value: "c" }], 400],
    ["a name that is too long", [{ op: "replace", path: "/name", value: "n".repeat(256) }], 400],
    ["a property that is no text", [{ op: "add", path: "/team", value: 1 }], 400],
    ["an add without a value", [{ op: "add", path: "/team" }], 400],
    ["a description with line breaks", [{ op: "add", path: "/__description", value: "a\nb" }], 400],
    ["tags that are no list", [{ op: "replace", path: "/tags", value: "a=b" }], 400],
    ["the status", [{ op: "replace", path: "/status", value: "active" }], 403],
    ["the owner", [{ op: "add", path: "/owner", value: "me" }], 403],
    ["an attribute of the service", [{ op: "replace", path: "/__os_version", value: "x" }], 403],
    ["the visibility", [{ op: "replace", path: "/visibility", value: "public" }], 403],
    ["removing the name", [{ op: "remove", path: "/name" }], 403],
    ["replacing what is not there", [{ op: "replace", path: "/team", value: "a" }], 409],
    ["removing what is not there", [{ op: "remove", path: "/team" }], 409],
  ])("is refused for %s, and nothing changes", async (_what, operations, status) => {
    const id = await newImage();
    const before = await show(id);
    world.clock.advance(1000);
    const good = { op: "replace", path: "/min_ram", value: 7 };
    const reply =
      typeof operations === "string"
        ? await patch(id, [good], operations)
        : await patch(id, Array.isArray(operations) ? [good, ...operations] : operations);
    expectHtml(reply, status);
    expect(await show(id)).toEqual(before);
  });

  it("is refused in the older dialect, too", async () => {
    const id = await newImage();
    expectHtml(await patch(id, [{ replace: "/name", add: "/name", value: "a" }], OLDER), 400);
    expectHtml(await patch(id, [{ value: "a" }], OLDER), 400);
    expectHtml(await patch(id, ["a"], OLDER), 400);
  });

  it("does not reach images of others", async () => {
    const operations = [{ op: "replace", path: "/name", value: "a" }];
    expectHtml(await patch(publicImageId, operations), 403);
    expectHtml(await patch(demoServerId, operations), 404);
    const id = await newImage();
    const theirs = { credentials: otherCredentials, headers: { "content-type": NEWER } };
    expectHtml(await world.call("PATCH", `/v2/images/${id}`, operations, theirs), 404);
  });
});

describe("tags in the path", () => {
  const tag = (method: string, id: string, name: string) => world.call(method, `/v2/images/${id}/tags/${name}`);

  it("are added and removed as bare keys", async () => {
    const id = await newImage({ tags: ["k=v"] });
    for (const _ of [1, 2]) expect((await tag("PUT", id, "aaaa")).status).toBe(204);
    expect((await show(id)).tags).toEqual(["k=v", "aaaa="]);
    expect((await tag("DELETE", id, "aaaa")).status).toBe(204);
    expectHtml(await tag("DELETE", id, "aaaa"), 404);
    expectHtml(await tag("DELETE", id, "k"), 404);
    expectHtml(await tag("PUT", id, "a.b"), 400);
    expectHtml(await tag("PUT", demoServerId, "a"), 404);
  });

  it("have a limit", async () => {
    const id = await newImage({ tags: Array.from({ length: 20 }, (_, index) => `k${index}`) });
    expectHtml(await tag("PUT", id, "more"), 400);
  });
});
