/** A system image with the images beside it: declared data disks, and those that an OVA file brings along. */
import { brokenObject, dataObject, ovaObject, rawObject, zvhd2Object } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { type Process, sets, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { failure, images, isCreate, postsOf, urnOf, worlds } from "./support/lives";

const openWorld = worlds();
const kind = sets.obsSystemImage;
const __urn = urnOf(kind.type, "appliance");
const system = { name: "appliance", imageUrl: zvhd2Object, minDisk: 40, enterpriseProjectId: "0", __urn };
const first = { imageUrl: dataObject, minDisk: 100, name: "data-1", tags: { b: "1", a: "2" } };
const second = { imageUrl: rawObject, minDisk: 80, name: "data-2", isQuickImport: true };
const withDisks = { ...system, dataImages: [first, second] };
const appliance = { name: "appliance", imageUrl: ovaObject, minDisk: 40, __urn };

interface Shown {
  readonly imageId: string;
  readonly name: string;
  readonly source: string;
  readonly image: { readonly dataOrigin?: string };
}
const shown = (stack: MiniStack) => stack.known().outputs["images"] as Shown[];
const idOf = (stack: MiniStack, source: string) => shown(stack).find((image) => image.source === source)?.imageId;
const ids = (world: World) =>
  images(world)
    .map(({ id }) => id)
    .sort();
const markers = (world: World) => images(world).map(({ tags }) => tags["pulumi-ims"]?.slice(0, 2));

function stackIn(world: World, state?: MiniStack["state"]): { process: Process; stack: MiniStack } {
  const process = world.process();
  const stack = new MiniStack(process.setProvider(kind));
  stack.state = state;
  return { process, stack };
}

function isWhole(world: World, stack: MiniStack, sources: readonly string[]): void {
  expect(
    shown(stack)
      .map(({ source }) => source)
      .sort(),
  ).toEqual([...sources].sort());
  expect(
    shown(stack)
      .map(({ imageId }) => imageId)
      .sort(),
  ).toEqual(ids(world));
  expect(markers(world).every((marker) => marker === "o-")).toBe(true);
}

const threeSources = [`file,${zvhd2Object}`, `file,${dataObject}`, `file,${rawObject}`];
const ovaSources = [`file,${ovaObject}`, `file,${ovaObject}#1`, `file,${ovaObject}#2`];

describe("declared data disks", () => {
  test("are imported with the system disk by one call, which holds their tags in the program's order", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    expect(await stack.up({ ...withDisks, __elementTagOrders: [["b", "a"], []] })).toBe("create");
    isWhole(world, stack, threeSources);
    const { id, outputs } = stack.known();
    expect(outputs["imageId"]).toBe(id);
    expect(outputs["image"]).toMatchObject({ virtualEnvType: "FusionCompute", dataOrigin: `file,${zvhd2Object}` });
    expect(shown(stack).every(({ source, image }) => image.dataOrigin === source)).toBe(true);
    const [post, ...others] = world.simulator.log.filter(isCreate);
    expect(others).toEqual([]);
    const marker = { key: "pulumi-ims", value: expect.stringMatching(/^c-/) };
    expect((post?.body as Properties | undefined)?.["data_images"]).toEqual([
      {
        name: "data-1",
        image_url: dataObject,
        min_disk: 100,
        image_tags: [{ key: "b", value: "1" }, { key: "a", value: "2" }, marker],
      },
      { name: "data-2", image_url: rawObject, min_disk: 80, is_quick_import: true, image_tags: [marker] },
    ]);
    expect(await stack.up(withDisks)).toBe("same");
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(withDisks)).toBe("same");
    await stack.destroy();
    expect(images(world)).toEqual([]);
  });

  test("are changed in place, and seen when they drift", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    await stack.up(withDisks);
    const before = ids(world);
    const renamed = { ...first, name: "renamed", tags: { c: "3" } };
    expect(await stack.up({ ...system, name: "other", dataImages: [renamed, second] })).toBe("update");
    expect(ids(world)).toEqual(before);
    expect(images(world).map(({ name }) => name)).toEqual(expect.arrayContaining(["other", "renamed", "data-2"]));
    world.simulator.edit.updateImage(idOf(stack, `file,${rawObject}`) ?? "", { name: "edited" });
    await stack.refresh();
    expect(stack.known().inputs["dataImages"]).toMatchObject([{ name: "renamed" }, { name: "edited" }]);
    expect(await stack.up({ ...system, name: "other", dataImages: [renamed, second] })).toBe("update");
    expect(images(world).map(({ name }) => name)).toContain("data-2");
  });

  test("come and go one by one, and are made anew where they cannot be changed", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    await stack.up(system);
    const { id } = stack.known();
    expect(await stack.up({ ...system, dataImages: [first] })).toBe("update");
    isWhole(world, stack, threeSources.slice(0, 2));
    const small = idOf(stack, `file,${dataObject}`);
    expect(await stack.up({ ...system, dataImages: [{ ...first, minDisk: 200 }] })).toBe("update");
    isWhole(world, stack, threeSources.slice(0, 2));
    expect(idOf(stack, `file,${dataObject}`)).not.toBe(small);
    expect(await stack.up({ ...system, dataImages: [second] })).toBe("update");
    isWhole(world, stack, [`file,${zvhd2Object}`, `file,${rawObject}`]);
    expect(await stack.up(system)).toBe("update");
    isWhole(world, stack, threeSources.slice(0, 1));
    expect(stack.known().id).toBe(id);
  });

  test("of which one cannot be read: the error names it, the others are recorded, and the next up makes it", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    const broken = { ...second, isQuickImport: false, imageUrl: brokenObject };
    const error = await failure(stack.up({ ...system, dataImages: [first, broken] }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toContain(`file,${brokenObject}`);
    expect(stack.known().id).toBe(idOf(stack, `file,${zvhd2Object}`));
    isWhole(world, stack, threeSources.slice(0, 2));
    expect(await stack.up(withDisks)).toBe("update");
    isWhole(world, stack, threeSources);
  });

  test("are at most three, each of another file than the system disk", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    const four = ["a", "b", "c", "d"].map((key) => ({ ...first, imageUrl: `bucket:${key}` }));
    await expect(stack.up({ ...system, dataImages: four })).rejects.toThrow("dataImages must hold at most 3 files");
    await expect(stack.up({ ...system, dataImages: [first, first] })).rejects.toThrow(
      "dataImages.1.imageUrl stands there twice",
    );
    const same = { ...system, dataImages: [{ ...first, imageUrl: zvhd2Object }] };
    await expect(stack.up(same)).rejects.toThrow("must not hold the file of the system disk");
    expect(world.simulator.log).toEqual([]);
  });

  test("that were interrupted by a kill are found by their markers, and none is made twice", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world);
    process.engine.onProgress = (message) => (message.includes("running") ? process.engine.die() : undefined);
    await failure(stack.up(withDisks));
    const next = stackIn(world).stack;
    expect(await next.up(withDisks)).toBe("create");
    isWhole(world, next, threeSources);
    expect(postsOf(world)).toBe(1);
  });
});

describe("what an OVA file brings along", () => {
  test("is recorded, kept, and deleted with the resource", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    await stack.up(appliance);
    isWhole(world, stack, ovaSources);
    expect(idOf(stack, `file,${ovaObject}`)).toBe(stack.known().id);
    expect(await stack.up(appliance)).toBe("same");
    await stack.refresh();
    expect(await stack.up(appliance)).toBe("same");
    expect(await stack.up({ ...appliance, name: "renamed" })).toBe("update");
    isWhole(world, stack, ovaSources);
    await stack.destroy();
    expect(images(world)).toEqual([]);
  });

  test("is found again by the job when the wait was interrupted", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world);
    process.engine.onProgress = (message) => (message.includes("running") ? process.engine.cancel() : undefined);
    expect(await failure(stack.up(appliance))).toBeInstanceOf(PartialFailure);
    const next = stackIn(world, stack.state).stack;
    expect(await next.up(appliance)).toBe("update");
    isWhole(world, next, ovaSources);
    expect(postsOf(world)).toBe(1);
  });

  test("is found again by its markers when a run ended before the engine was told", async () => {
    const world = await openWorld();
    await stackIn(world).stack.up(appliance);
    const before = ids(world);
    for (const { id, tags } of images(world)) {
      const marker = tags["pulumi-ims"]?.replace(/^o-/, "c-") ?? "";
      world.simulator.edit.updateImage(id, { tags: { "pulumi-ims": marker } });
    }
    const next = stackIn(world).stack;
    expect(await next.up(appliance)).toBe("create");
    expect(ids(world)).toEqual(before);
    isWhole(world, next, ovaSources);
  });

  test("is named when a run was killed before it could be marked", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world);
    process.engine.onProgress = (message) => (message.includes("running") ? process.engine.die() : undefined);
    await failure(stack.up(appliance));
    const next = stackIn(world);
    await next.stack.up(appliance);
    const warnings = next.process.engine.warned.join("\n");
    const others = ids(world).filter((id) => id !== next.stack.known().id);
    expect(others).toHaveLength(2);
    for (const id of others) expect(warnings).toContain(`image ${id}`);
  });

  test("stays in the state when the system image was deleted outside, and goes with the replacement", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    await stack.up(appliance);
    const { id } = stack.known();
    world.simulator.edit.deleteImage(id);
    expect(await stack.refresh()).toBe("kept");
    expect(shown(stack)).toHaveLength(2);
    expect(await stack.up(appliance)).toBe("replace");
    expect(stack.known().id).not.toBe(id);
    isWhole(world, stack, ovaSources);
  });

  test("is deleted with the resource also when the system image was deleted outside", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world);
    await stack.up(appliance);
    world.simulator.edit.deleteImage(stack.known().id);
    await stack.destroy();
    expect(images(world)).toEqual([]);
  });
});
