/** `pulumi-ims orphans`, in virtual time: what is listed, what is deleted, and what is never touched. */
import { demoVolumeId, otherServerId, ovaObject, quickServerId } from "pulumi-ims-simulator";
import type { Orphan } from "../../../provider/cli/orphans/findOrphans";
import { type OrphansOptions, runOrphans } from "../../../provider/cli/orphans/runOrphans";
import { createPlumbing } from "../../../provider/http/plumbing";
import { environmentOf, sets, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { repeatableRandom } from "../../support/repeatableRandom";
import {
  failure,
  finished,
  images,
  interrupted,
  lifeIn,
  onlyImage,
  type Row,
  someKinds,
  urnOf,
  whileWaiting,
  worlds,
} from "../lifecycle/support/lives";

const openWorld = worlds();
const [server] = someKinds as [Row, ...Row[]];
const urn = urnOf(server.type);
const dry = { delete: false, yes: false, unknownResources: false, json: true, regions: [] };
const pipeline = { ...dry, delete: true, yes: true };

/** What `pulumi stack export` says of stacks with these resources. */
function stateOf(...stacks: readonly MiniStack[]) {
  const resources = stacks.flatMap(({ state }) =>
    state === undefined
      ? []
      : [{ urn: String(state.inputs["__urn"]), type: "pulumi-nodejs:dynamic/ims:Any", ...state }],
  );
  return { name: "a state", deployment: { resources } as Properties, config: () => undefined };
}

interface Report {
  readonly orphans: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly string[];
}

async function orphans(
  world: World,
  options: Partial<OrphansOptions>,
  confirm: (orphan: Orphan) => boolean = () => {
    throw new Error("nobody was to be asked");
  },
) {
  const printed: string[] = [];
  const code = await runOrphans(
    { ...dry, sources: [], ...options },
    {
      environment: environmentOf(world.simulator),
      plumbing: createPlumbing({ clock: world.clock, random: repeatableRandom(), notice: () => undefined }),
      stop: new AbortController().signal,
      confirm: async (orphan) => confirm(orphan),
      print: (text) => printed.push(text),
      say: () => undefined,
    },
  );
  return { code, text: printed.join(""), report: () => JSON.parse(printed.join("")) as Report };
}

/** An image that was handed over to a state that is lost. */
async function lost(world: World, name = "golden"): Promise<string> {
  const program = { ...server.program, __urn: urnOf(server.type, name), instanceId: quickServerId };
  const { stack } = await finished(world, server, program);
  return stack.known().id;
}

test("an image that a state knows is none, and one of the same resource that no state knows is listed with its URN", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });

  const id = await lost(world);
  const found = await orphans(world, { sources: [stateOf(stack)] });

  expect(found.code).toBe(3);
  expect(found.report()).toEqual({
    orphans: [
      expect.objectContaining({ imageId: id, urn, region: "eu-de", status: "active", outcome: "listed", reason: null }),
    ],
    problems: [],
  });
  expect(world.simulator.truth().deletes).toBe(0);
});

test("images are known by any of the states, in whatever resource they are named", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [used, freed] = [await lost(world, "used"), await lost(world, "freed")];
  const web = { urn: "urn:web", type: "huaweicloud:Ecs/instance:Instance", outputs: { imageId: used } };
  const failed = { urn: "urn:other", type: "other", outputs: {}, initErrors: [`there is a second image, ${freed}`] };
  const servers = { name: "servers", deployment: { resources: [web, failed] }, config: () => undefined };
  const found = await orphans(world, { sources: [stateOf(stack), servers] });
  expect(found.report().orphans).toEqual([expect.objectContaining({ imageId: freed })]);
});

test("the members of a set are known", async () => {
  const world = await openWorld();
  const stack = new MiniStack(world.process().setProvider(sets.ecsImages));
  const dataImages = [{ volumeId: demoVolumeId, name: "golden-data" }];
  await stack.up({ name: "golden", instanceId: server.sourceId, dataImages, __urn: urnOf("EcsImages") });
  expect(images(world).length).toBe(2);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });
});

test("the images that a file has brought along are known with the resource, and go when no state knows it", async () => {
  const world = await openWorld();
  const stack = new MiniStack(world.process().setProvider(sets.obsSystemImage));
  const __urn = urnOf("ObsSystemImage", "appliance");
  await stack.up({ name: "appliance", imageUrl: ovaObject, minDisk: 40, __urn });
  const made = images(world).map(({ id }) => id);
  expect(made.length).toBe(3);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });

  const found = await orphans(world, { sources: [stateOf()], regions: ["eu-de"] });
  expect(found.code).toBe(3);
  const listed = found.report().orphans.map(({ imageId }) => imageId);
  expect(listed.sort()).toEqual(made.toSorted());

  const options = { ...pipeline, unknownResources: true, regions: ["eu-de"] };
  expect(await orphans(world, { sources: [stateOf()], ...options })).toMatchObject({ code: 0 });
  expect(images(world)).toEqual([]);
});

test("an image that an entry without an image id will finish is known", async () => {
  const world = await openWorld();
  const { stack } = await interrupted(world, server);
  const { imageId: _, ...outputs } = stack.known().outputs;
  stack.state = { ...stack.known(), id: String(outputs["jobId"]), outputs };
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });
});

test("an unfinished image that a pending create has left says that the next up takes it over", async () => {
  const world = await openWorld();
  const life = lifeIn(world, server.kind);
  whileWaiting(life, () => life.engine.die());
  await failure(life.stack.up(server.program));
  const resource = { urn, type: "pulumi-nodejs:dynamic/ims:Any", inputs: server.program };
  const deployment = { pending_operations: [{ type: "creating", resource }] };
  const source = { name: "a state", deployment, config: () => undefined };
  const { text, code } = await orphans(world, { sources: [source], json: false });
  expect(code).toBe(3);
  expect(text).toContain(`unfinished, made for ${urn}; \`pulumi up\` with the same inputs takes it over`);
});

test("--delete --yes deletes what resources of the states have made, and keeps what others may have made", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [second, renamed] = [await lost(world), await lost(world, "renamed")];

  const found = await orphans(world, { ...pipeline, sources: [stateOf(stack)] });

  expect(found.code).toBe(3);
  const outcomes = Object.fromEntries(found.report().orphans.map(({ imageId, outcome }) => [imageId, outcome]));
  expect(outcomes).toEqual({ [second]: "deleted", [renamed]: "kept" });
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, renamed]);

  const all = await orphans(world, { ...pipeline, unknownResources: true, sources: [stateOf(stack)] });
  expect(all.code).toBe(0);
  expect(onlyImage(world).id).toBe(stack.known().id);
});

test("--delete asks for each, and deletes those that it was told to", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [first, second] = [await lost(world, "first"), await lost(world, "second")];
  const asked: string[] = [];
  const found = await orphans(world, { ...dry, delete: true, sources: [stateOf(stack)] }, ({ imageId }) => {
    asked.push(imageId);
    return imageId === second;
  });
  expect(asked.sort()).toEqual([first, second].sort());
  expect(found.code).toBe(3);
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, first]);
});

const untouchable = {
  "a protected image": { protected: "true" },
  "an image that is still being made": { status: "saving" },
  "an image whose marker is not ours": { tags: { "pulumi-ims": "mine" } },
  "an image without a marker": { tags: {} },
};

test.each(Object.entries(untouchable))("%s is never deleted", async (_title, attributes) => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  world.simulator.edit.updateImage(id, attributes);
  await orphans(world, { ...pipeline, unknownResources: true, sources: [stateOf(stack)] });
  expect(images(world).map((image) => image.id)).toContain(id);
  expect(world.simulator.truth().deletes).toBe(0);
});

test("an image that a run has taken over since it was listed is kept", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  const found = await orphans(world, { delete: true, sources: [stateOf(stack)] }, ({ marker }) => {
    const owned = `o-${marker.token}-aaaaaaaaaaaa`;
    world.simulator.edit.updateImage(id, { tags: { "pulumi-ims": owned } });
    return true;
  });
  expect(found.report().orphans).toEqual([expect.objectContaining({ outcome: "kept", reason: "changed meanwhile" })]);
  expect(world.simulator.truth().deletes).toBe(0);
});

test("a place that cannot be opened is a problem that is told, and the others are looked at", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  const elsewhere = new MiniStack(stack.provider);
  const outputs = { ...stack.known().outputs, projectId: "0123456789abcdef0123456789abcdef" };
  elsewhere.state = { ...stack.known(), id: otherServerId, outputs };
  const found = await orphans(world, { sources: [stateOf(stack), stateOf(elsewhere)] });
  expect(found.code).toBe(1);
  expect(found.report()).toEqual({
    orphans: [expect.objectContaining({ imageId: id })],
    problems: [expect.stringContaining("0123456789abcdef0123456789abcdef")],
  });
});
