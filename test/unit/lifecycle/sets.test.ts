/** Sets of images: several images by one call or two, as one resource with the promises of a single one. */
import { brokenVolumeId, demoServerId, demoVolumeId, secondVolumeId } from "pulumi-ims-simulator";
import type { SetKind } from "../../../provider/kinds/setKind";
import { type Process, sets, startWorld, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const volumes = [
  { volumeId: demoVolumeId, name: "data-1", description: "first", tags: { disk: "1" } },
  { volumeId: secondVolumeId, name: "data-2" },
];

const programs: readonly { kind: SetKind; program: Properties; count: number; posts: number }[] = [
  {
    kind: sets.evsDataImages,
    program: { dataImages: volumes, __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:EvsDataImages::set" },
    count: 2,
    posts: 1,
  },
  {
    kind: sets.ecsImages,
    program: {
      name: "system",
      instanceId: demoServerId,
      tags: { team: "base" },
      dataImages: volumes,
      __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:EcsImages::set",
    },
    count: 3,
    posts: 2,
  },
];

const images = () => world.simulator.truth().images;
const ids = () =>
  images()
    .map(({ id }) => id)
    .sort();
const posts = () =>
  world.simulator.log.filter(({ method, path }) => method === "POST" && path === "/v2/cloudimages/action");
const shown = (stack: MiniStack) =>
  stack.known().outputs["images"] as { imageId: string; name: string; source: string }[];
const stackOf = (kind: SetKind, process: Process = world.process()) => new MiniStack(process.setProvider(kind));

describe.each(programs)("$kind.type", ({ kind, program, count, posts: calls }) => {
  test("hands its images over at the very end: an engine that dies before finds all of them again", async () => {
    await stackOf(kind).up(program);
    const isHandOver = (body: unknown) => JSON.stringify(body ?? "").includes('"o-');
    const handOvers = world.simulator.log.map(({ body }) => isHandOver(body));
    expect(handOvers.slice(handOvers.indexOf(true))).toEqual(Array(count).fill(true));
  });

  test("makes every image by as few calls as the service has, and has no changes the second time", async () => {
    const stack = stackOf(kind);
    expect(await stack.up(program)).toBe("create");
    expect(images()).toHaveLength(count);
    expect(images().every(({ status, tags }) => status === "active" && /^o-/.test(tags["pulumi-ims"] ?? ""))).toBe(
      true,
    );
    expect(posts()).toHaveLength(calls);
    expect(
      shown(stack)
        .map(({ imageId }) => imageId)
        .sort(),
    ).toEqual(ids());
    expect(shown(stack).map(({ name }) => name)).toEqual(expect.arrayContaining(["data-1", "data-2"]));
    expect(await stack.up(program)).toBe("same");
    await stack.refresh();
    expect(await stack.up(program)).toBe("same");
    await stack.destroy();
    expect(images()).toEqual([]);
  });

  test("changes one element in place and touches no other", async () => {
    const stack = stackOf(kind);
    await stack.up(program);
    const before = ids();
    const [first, second] = volumes;
    const dataImages = [{ ...first, name: "renamed", tags: { disk: "one" } }, second];
    expect(await stack.up({ ...program, dataImages })).toBe("update");
    expect(ids()).toEqual(before);
    expect(images().find(({ name }) => name === "renamed")).toMatchObject({ tags: { disk: "one" } });
    expect(images().find(({ name }) => name === "data-2")).toBeDefined();
  });

  test("makes the image of a new element and deletes that of a dropped one", async () => {
    const stack = stackOf(kind);
    await stack.up({ ...program, dataImages: volumes.slice(0, 1) });
    expect(images()).toHaveLength(count - 1);
    expect(await stack.up({ ...program, dataImages: volumes.slice(1) })).toBe("update");
    expect(images().map(({ name }) => name)).toEqual(expect.arrayContaining(["data-2"]));
    expect(images().map(({ name }) => name)).not.toContain("data-1");
    expect(images()).toHaveLength(count - 1);
    expect(await stack.up({ ...program, dataImages: volumes.slice(1) })).toBe("same");
  });

  test("sees and mends the drift of one image", async () => {
    const stack = stackOf(kind);
    await stack.up(program);
    const drifted = images().find(({ name }) => name === "data-1");
    world.simulator.edit.updateImage(drifted?.id ?? "", { name: "edited" });
    await stack.refresh();
    expect(await stack.up(program)).toBe("update");
    expect(images().find(({ id }) => id === drifted?.id)?.name).toBe("data-1");
  });

  test("an image that was deleted outside is made again, and the others stay", async () => {
    const stack = stackOf(kind);
    await stack.up(program);
    const lost = images().find(({ name }) => name === "data-2");
    const others = ids().filter((id) => id !== lost?.id);
    world.simulator.edit.deleteImage(lost?.id ?? "");
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program)).toBe("update");
    expect(images()).toHaveLength(count);
    expect(ids()).toEqual(expect.arrayContaining(others));
  });

  test("a lost answer makes nothing twice", async () => {
    const match = { method: "POST", path: "^/v2/cloudimages/action$", nth: 1 };
    world.simulator.addFaults({ match, effect: { kind: "reset", when: "after" } });
    const stack = stackOf(kind);
    await stack.up(program).catch(() => stack.up(program));
    expect(ids()).toEqual(
      shown(stack)
        .map(({ imageId }) => imageId)
        .sort(),
    );
    expect(images()).toHaveLength(count);
    expect(await stack.up(program)).toBe("same");
  });

  test("Ctrl-C in the wait is continued by the next up", async () => {
    const first = world.process();
    first.engine.onProgress = (message) => {
      if (/^running/.test(message)) first.engine.cancel();
    };
    const stack = stackOf(kind, first);
    await expect(stack.up(program)).rejects.toThrow(/Interrupted/);
    stack.provider = world.process().setProvider(kind);
    expect(await stack.up(program)).toBe("update");
    expect(images()).toHaveLength(count);
    expect(
      shown(stack)
        .map(({ imageId }) => imageId)
        .sort(),
    ).toEqual(ids());
    expect(posts()).toHaveLength(calls);
    expect(await stack.up(program)).toBe("same");
  });

  test("a killed process leaves images that the next create takes over", async () => {
    const first = world.process();
    first.engine.onProgress = (message) => {
      if (/^running/.test(message)) first.engine.die();
    };
    await expect(first.setProvider(kind).create(program)).rejects.toThrow();
    const stack = stackOf(kind);
    await stack.up(program);
    expect(images()).toHaveLength(count);
    expect(
      shown(stack)
        .map(({ imageId }) => imageId)
        .sort(),
    ).toEqual(ids());
    expect(await stack.up(program)).toBe("same");
  });

  test("a refresh names the images of a first run that was killed before it was written down, and none of its own", async () => {
    await stackOf(kind).up(program);
    const first = ids();
    const stack = stackOf(kind);
    await stack.up(program);
    const process = world.process();
    const next = stackOf(kind, process);
    next.state = stack.state;
    await next.refresh();
    const named = ids().filter((id) => process.engine.warned.join("\n").includes(id));
    expect(named).toEqual(first);
  });
});

test("when one of several volumes fails, the error names it, the others are recorded, and the next up makes the rest", async () => {
  const { program } = programs[0] ?? { program: {} };
  const broken = { ...program, dataImages: [...volumes, { volumeId: brokenVolumeId, name: "broken" }] };
  const stack = stackOf(sets.evsDataImages);
  await expect(stack.up(broken)).rejects.toThrow(new RegExp(`volume,${brokenVolumeId}.*IMG\\.`));
  expect(ids()).toEqual(
    shown(stack)
      .map(({ imageId }) => imageId)
      .sort(),
  );
  expect(ids()).toHaveLength(2);
  expect(await stack.up(program)).toBe("update");
  expect(ids()).toHaveLength(2);
  expect(await stack.up(program)).toBe("same");
});

test("a list with a volume twice, or none, is refused before anything is sent", async () => {
  const { program } = programs[0] ?? { program: {} };
  const stack = stackOf(sets.evsDataImages);
  await expect(stack.up({ ...program, dataImages: [] })).rejects.toThrow(/at least one volume/);
  await expect(stack.up({ ...program, dataImages: [volumes[0], volumes[0]] })).rejects.toThrow(
    "dataImages.1.volumeId stands there twice",
  );
  expect(world.simulator.log).toEqual([]);
});
