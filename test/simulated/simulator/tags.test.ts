// Tags in both dialects, and the search by tags.
import { demoServerId } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

let world: World;
let ids: string[];
beforeEach(async () => {
  world = await openWorld();
  const add = (name: string, tags: Record<string, string>) =>
    world.sim.edit.addImage({ name, tags, project: world.projectId });
  ids = [add("alpha", { env: "prod", team: "red" }), add("beta", { env: "dev" }), add("gamma", {})];
});
afterEach(() => world.sim.stop());

const path = (image: string | undefined, rest = "") => `/v2/${world.projectId}/images/${image}/tags${rest}`;
const tagsOf = async (image: string | undefined) => (await world.call("GET", path(image))).json.tags;
const act = (action: string, tags: unknown, image = ids[0]) =>
  world.call("POST", path(image, "/action"), { action, tags });

describe("tags of one image", () => {
  it("are read as pairs", async () => {
    expect(await tagsOf(ids[0])).toEqual([
      { key: "env", value: "prod" },
      { key: "team", value: "red" },
    ]);
  });

  it("are created or overwritten by the create action, as often as one likes", async () => {
    for (let count = 0; count < 2; count += 1) {
      const reply = await act("create", [
        { key: "env", value: "test" },
        { key: "empty", value: "" },
      ]);
      expect([reply.status, reply.text]).toEqual([204, ""]);
    }
    expect((await world.image(ids[0] ?? ""))["tags"]).toEqual(["env=test", "team=red", "empty="]);
  });

  it("are deleted by key, missing ones without an error", async () => {
    expect((await act("delete", [{ key: "env" }, { key: "nothing", value: "?=" }])).status).toBe(204);
    expect(await tagsOf(ids[0])).toEqual([{ key: "team", value: "red" }]);
  });

  it.each([
    ["an action in capitals", "Create", [{ key: "a", value: "b" }], "IMG.0001"],
    [
      "a key given twice",
      "create",
      [
        { key: "a", value: "b" },
        { key: "a", value: "c" },
      ],
      "IMG.0115",
    ],
    ["a bad key", "create", [{ key: "a=b", value: "c" }], "IMG.0115"],
    ["no tags", "create", [], "IMG.0115"],
    ["a key of 128 on delete", "delete", [{ key: "k".repeat(128) }], "IMG.0115"],
    [
      "too many tags",
      "create",
      Array.from({ length: 19 }, (_, index) => ({ key: `k${index}`, value: "" })),
      "IMG.0116",
    ],
  ])("are not changed for %s", async (_what, action, tags, code) => {
    expect(codeOf(await act(action, tags))).toBe(code);
    expect(await tagsOf(ids[0])).toHaveLength(2);
  });

  it("are limited to ten on Open Telekom Cloud", async () => {
    const otc = await openWorld({ cloud: "otc" });
    const image = otc.sim.edit.addImage({ name: "n", project: otc.projectId });
    const tags = Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, value: "" }));
    const send = (list: unknown) =>
      otc.call("POST", `/v2/${otc.projectId}/images/${image}/tags/action`, { action: "create", tags: list });
    expect((await send(tags.slice(0, 10))).status).toBe(204);
    expect(codeOf(await send(tags.slice(10)))).toBe("IMG.0116");
    await otc.sim.stop();
  });

  it("can be set one by one", async () => {
    expect((await world.call("POST", path(ids[1]), { tag: { key: "a", value: "b" } })).status).toBe(204);
    expect((await world.call("PUT", "/v1/cloudimages/tags", { image_id: ids[1], tag: "c.d.e" })).status).toBe(204);
    expect(
      (await world.call("PUT", "/v1/cloudimages/tags", { image_id: ids[1], image_tag: { key: "f", value: "g" } }))
        .status,
    ).toBe(204);
    expect((await world.image(ids[1] ?? ""))["tags"]).toEqual(["env=dev", "a=b", "c=d.e", "f=g"]);
    expect(codeOf(await world.call("PUT", "/v1/cloudimages/tags", { image_id: ids[1] }))).toBe("IMG.0115");
  });

  it("can be deleted one by one, a missing one with 404", async () => {
    expect((await world.call("DELETE", path(ids[1], "/env"))).status).toBe(204);
    expect((await world.call("DELETE", path(ids[1], "/env"))).status).toBe(404);
    expect(await tagsOf(ids[1])).toEqual([]);
  });

  it("belong to images that exist, in the project of the path", async () => {
    expect(codeOf(await world.call("GET", path("nothing")))).toBe("IMG.0027");
    const elsewhere = await world.call("GET", path(ids[0]), undefined, { region: "eu-nl" });
    expect([elsewhere.status, codeOf(elsewhere)]).toEqual([403, "IMG.0030"]);
  });
});

describe("tags of the project", () => {
  it("are listed as texts, filtered like images", async () => {
    expect((await world.call("GET", "/v1/cloudimages/tags")).json.tags).toEqual(["env=dev", "env=prod", "team=red"]);
    expect((await world.call("GET", "/v1/cloudimages/tags?name=beta")).json.tags).toEqual(["env=dev"]);
  });

  it("are listed by key with all values", async () => {
    const { json } = await world.call("GET", `/v2/${world.projectId}/images/tags`);
    expect(json.tags).toEqual([
      { key: "env", values: ["prod", "dev"] },
      { key: "team", values: ["red"] },
    ]);
  });
});

describe("the search by tags", () => {
  const search = (body: object) =>
    world.call("POST", `/v2/${world.projectId}/images/resource_instances/action`, { action: "filter", ...body });
  const found = async (body: object) =>
    (await search(body)).json.resources.map((resource: { resource_id: string }) => ids.indexOf(resource.resource_id));

  it.each([
    [{}, [2, 1, 0]],
    [{ tags: [{ key: "env", values: [] }] }, [1, 0]],
    [{ tags: [{ key: "env" }] }, [1, 0]],
    [{ tags: [{ key: "env", values: ["prod", "test"] }] }, [0]],
    [
      {
        tags: [
          { key: "env", values: [] },
          { key: "team", values: ["red"] },
        ],
      },
      [0],
    ],
    [
      {
        tags_any: [
          { key: "team", values: ["red"] },
          { key: "env", values: ["dev"] },
        ],
      },
      [1, 0],
    ],
    [
      {
        not_tags: [
          { key: "env", values: [] },
          { key: "team", values: [] },
        ],
      },
      [2, 1],
    ],
    [
      {
        not_tags_any: [
          { key: "env", values: ["dev"] },
          { key: "team", values: [] },
        ],
      },
      [2],
    ],
    [{ without_any_tag: true, tags: [{ key: "env", values: [] }] }, [2]],
    [{ matches: [{ key: "resource_name", value: "a" }] }, [2, 1, 0]],
    [{ matches: [{ key: "resource_name", value: "lph" }] }, [0]],
    [{ matches: [{ key: "resource_name", value: "" }] }, []],
    [{ limit: "2" }, [2, 1]],
    [{ limit: "2", offset: "2" }, [0]],
  ])("finds %j", async (body, expected) => expect(await found(body)).toEqual(expected));

  it("shows name, status and tags, and counts all beside the page", async () => {
    const { json } = await search({ limit: "1", matches: [{ key: "resource_id", value: ids[1] }] });
    expect(json).toEqual({
      total_count: 1,
      resources: [
        {
          resource_id: ids[1],
          resource_name: "beta",
          resource_detail: { status: "active" },
          tags: [{ key: "env", value: "dev" }],
        },
      ],
    });
    expect((await search({ limit: "1" })).json.total_count).toBe(3);
  });

  it("counts", async () => {
    expect((await search({ action: "count", tags: [{ key: "env", values: [] }] })).json).toEqual({ total_count: 2 });
  });

  it("shows ten images when no limit is given", async () => {
    for (let count = 0; count < 9; count += 1) world.sim.edit.addImage({ name: "more", project: world.projectId });
    expect((await search({})).json.resources).toHaveLength(10);
  });

  it.each([
    [{ action: "Filter" }],
    [{ limit: 10 }],
    [{ limit: "0" }],
    [{ limit: "1001" }],
    [{ offset: "-1" }],
    [{ tags: Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, values: [] })) }],
    [
      {
        tags: [
          { key: "a", values: [] },
          { key: "a", values: [] },
        ],
      },
    ],
    [{ tags: [{ key: "a", values: ["b", "b"] }] }],
    [{ matches: [{ key: "name", value: "a" }] }],
  ])("refuses %j", async (body) => expect(codeOf(await search(body))).toBe("IMG.0001"));
});

describe("lags that a seed may ask for", () => {
  it("keep a new image out of lists and searches for a while, not out of reads by id", async () => {
    const slow = await openWorld({ seed: { listLagSeconds: 30 } });
    await slow.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: demoServerId, tags: ["a.b"] });
    const id = slow.sim.truth().images[0]?.id ?? "";
    const count = async () =>
      (await slow.call("POST", `/v2/${slow.projectId}/images/resource_instances/action`, { action: "count" })).json
        .total_count;
    expect([await slow.image(id), await count()]).toEqual([undefined, 0]);
    expect((await slow.call("GET", `/v2/images/${id}`)).status).toBe(200);
    slow.clock.advance(30_000);
    expect([(await slow.image(id))["id"], await count()]).toEqual([id, 1]);
    await slow.sim.stop();
  });

  it("let searches go on with old tags, while reads know the new ones", async () => {
    const slow = await openWorld({ seed: { searchLagSeconds: 30 } });
    const id = slow.sim.edit.addImage({ name: "n", project: slow.projectId, tags: { a: "old" } });
    const search = async () =>
      (await slow.call("POST", `/v2/${slow.projectId}/images/resource_instances/action`, { action: "filter" })).json
        .resources[0].tags;
    const set = (value: string) =>
      slow.call("POST", `/v2/${slow.projectId}/images/${id}/tags/action`, {
        action: "create",
        tags: [{ key: "a", value }],
      });
    await set("new");
    expect(await search()).toEqual([{ key: "a", value: "old" }]);
    expect((await slow.image(id))["tags"]).toEqual(["a=new"]);
    slow.clock.advance(20_000);
    await set("newest");
    slow.clock.advance(29_999);
    expect(await search()).toEqual([{ key: "a", value: "old" }]);
    slow.clock.advance(1);
    expect(await search()).toEqual([{ key: "a", value: "newest" }]);
    await slow.sim.stop();
  });
});
