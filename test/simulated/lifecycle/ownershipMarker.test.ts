/** `ims:ownershipMarker` = `remove`: the marker guides a create, and goes with the hand-over. */
import { demoServerId, demoVolumeId, ovaObject } from "pulumi-ims-simulator";
import { environmentOf, kinds, sets, startWorld, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { sampleRows } from "../../support/samples";

const urnOf = (type: string) => `urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:${type}::golden`;

let world: World;
afterEach(() => world.stop());

const processWithout = () =>
  world.process({ ...environmentOf(world.simulator), PULUMI_IMS_OWNERSHIP_MARKER: "remove" });
const markers = () => world.simulator.truth().images.map(({ tags }) => tags["pulumi-ims"]);
const noMarkers = () => markers().every((marker) => marker === undefined);

/** One life of a resource, each command in a process of its own. */
async function live(program: Properties, stackOf: () => MiniStack): Promise<void> {
  const stack = stackOf();
  const next = () => {
    stack.provider = stackOf().provider;
    return stack;
  };
  expect(await stack.up(program)).toBe("create");
  expect(markers().length).toBeGreaterThan(0);
  expect(noMarkers()).toBe(true);
  await next().refresh();
  expect(await next().up(program)).toBe("same");
  await next().destroy();
  expect(markers()).toEqual([]);
}

test.each(sampleRows)(
  "$type: the image has no marker once it was handed over, and lives on as any other",
  async ({ kind, sample }) => {
    world = await startWorld(sample.seed ? { seed: sample.seed } : {});
    const program = { ...sample.program, __urn: urnOf(kind.type) };
    await live(program, () => new MiniStack(processWithout().provider(kind)));
  },
);

test.each([
  [sets.evsDataImages, { dataImages: [{ volumeId: demoVolumeId, name: "data" }] }],
  [sets.ecsImages, { name: "a", instanceId: demoServerId, dataImages: [{ volumeId: demoVolumeId, name: "data" }] }],
])("sets of images: no member has a marker once it was handed over", async (kind, args) => {
  world = await startWorld();
  await live({ ...args, __urn: urnOf(kind.type) }, () => new MiniStack(processWithout().setProvider(kind)));
});

test("what an OVA file brings along has no marker either", async () => {
  world = await startWorld();
  const program = { name: "ova", imageUrl: ovaObject, minDisk: 40, __urn: urnOf("ObsSystemImage") };
  await live(program, () => new MiniStack(processWithout().setProvider(sets.obsSystemImage)));
});

const kind = kinds.ecsSystemImage;
const program = { name: "golden", instanceId: demoServerId, __urn: urnOf(kind.type) };

test("an interrupted create is continued by its marker, which goes at the end", async () => {
  world = await startWorld();
  const first = processWithout();
  first.engine.onProgress = (message) => (message.includes("running") ? first.engine.die() : undefined);
  await expect(new MiniStack(first.provider(kind)).up(program)).rejects.toThrow("Interrupted");
  expect(markers()).toEqual([expect.stringMatching(/^c-/)]);
  await new MiniStack(processWithout().provider(kind)).up(program);
  expect(markers()).toEqual([undefined]);
  expect(world.simulator.truth().creates).toBe(1);
});

test("a hand-over that is taken back gets its marker again, and the next run continues with the image", async () => {
  world = await startWorld();
  const process = processWithout();
  const stack = new MiniStack(process.provider(kind));
  await stack.up(program);
  await process.ports.handOvers.revert();
  expect(markers()).toEqual([expect.stringMatching(/^c-/)]);
  const next = new MiniStack(processWithout().provider(kind));
  await next.up(program);
  expect(next.known().id).toBe(stack.known().id);
  expect(markers()).toEqual([undefined]);
});

test("a forced replacement makes a new image and deletes the old one", async () => {
  world = await startWorld();
  const stack = new MiniStack(processWithout().provider(kind));
  await stack.up(program);
  const { id } = stack.known();
  stack.provider = processWithout().provider(kind);
  await stack.forceReplace(program);
  expect(world.simulator.truth().images.map((image) => image.id)).toEqual([stack.known().id]);
  expect(stack.known().id).not.toBe(id);
});

test("an image that was handed over with its marker keeps it", async () => {
  world = await startWorld();
  const stack = world.stack(kind);
  await stack.up(program);
  stack.provider = processWithout().provider(kind);
  expect(await stack.up({ ...program, name: "renamed" })).toBe("update");
  expect(markers()).toEqual([expect.stringMatching(/^o-/)]);
});
