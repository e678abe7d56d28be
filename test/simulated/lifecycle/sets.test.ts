/** Sets of images: several images by one call or two, as one resource with the promises of a single one. */
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import type { World } from "../../support/inProcess";
import { createCall, failure, images, postsOf, worlds } from "./support/lives";
import { cancelAt, idsOf, imageNamed, isWhole, next, setRows, shownOf, stackIn } from "./support/setRows";

const openWorld = worlds();

const projectsOf = (world: World) => new Set(images(world).map(({ image }) => image["enterprise_project_id"]));

describe.each(setRows)("$type", ({ kind, program, elements, broken, brokenSource, count, posts, ownSource }) => {
  const [first, second] = elements;
  const withElements = (...dataImages: readonly object[]) => ({ ...program, dataImages });

  async function whole() {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(program);
    return { world, stack };
  }

  test("makes every image by as few calls as the service has, and has no changes the second time", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    expect(await stack.up(program)).toBe("create");
    isWhole(world, stack, count);
    expect(postsOf(world)).toBe(posts);
    expect(shownOf(stack).map(({ name }) => name)).toEqual(expect.arrayContaining(["data-1", "data-2"]));
    const { outputs } = stack.known();
    expect(outputs).toMatchObject({ status: "active", region: "eu-de", jobId: world.simulator.truth().jobs[0]?.id });
    const made = structuredClone(images(world));
    expect([await stack.up(program), await stack.up(program)]).toEqual(["same", "same"]);
    expect(images(world)).toEqual(made);
  });

  test("hands its images over at the very end: an engine that dies before finds all of them again", async () => {
    const { world } = await whole();
    const isHandOver = (body: unknown) => JSON.stringify(body ?? "").includes('"o-');
    const handOvers = world.simulator.log.map(({ body }) => isHandOver(body));
    expect(handOvers.slice(handOvers.indexOf(true))).toEqual(Array(count).fill(true));
  });

  test("a refresh of images that nobody touched is one list, and keeps everything, the times of their last change too", async () => {
    const { world, stack } = await whole();
    const before = structuredClone(stack.known());
    const later = next(world, kind, stack);
    world.simulator.resetLog();
    expect(await later.refresh()).toBe("kept");
    expect(later.known()).toEqual(before);
    expect(world.simulator.log.filter(({ path }) => path.startsWith("/v2/cloudimages"))).toHaveLength(1);
    expect(await next(world, kind, later).up(program)).toBe("same");
  });

  test("the time of a change stays as stored while nothing else differs, and is that of the image when something does", async () => {
    const { world, stack } = await whole();
    const { id } = imageNamed(world, "data-1");
    const before = structuredClone(stack.known());
    await world.clock.sleep(60_000);
    world.simulator.edit.updateImage(id, {});
    expect(await stack.refresh()).toBe("kept");
    expect(stack.known()).toEqual(before);
    await world.clock.sleep(60_000);
    world.simulator.edit.updateImage(id, { tags: { ...imageNamed(world, "data-1").tags, added: "outside" } });
    expect(await stack.refresh()).toBe("kept");
    const timesOf = (outputs: unknown) => JSON.stringify(outputs).match(/"updatedAt":"[^"]*"/g) ?? [];
    const times = timesOf(stack.known().outputs);
    expect(times).not.toEqual(timesOf(before.outputs));
    expect(times).toHaveLength(timesOf(before.outputs).length);
  });

  test("a destroy deletes every image, and one more finds nothing to do", async () => {
    const { world, stack } = await whole();
    const { id, outputs } = stack.known();
    const later = next(world, kind, stack);
    await later.destroy();
    expect(images(world)).toEqual([]);
    await later.provider.delete(id, outputs);
  });

  test("a forced replacement makes new images and deletes the old ones", async () => {
    const { world, stack } = await whole();
    const before = idsOf(world);
    const later = next(world, kind, stack);
    await later.forceReplace(program);
    isWhole(world, later, count);
    expect(idsOf(world).filter((id) => before.includes(id))).toEqual([]);
  });

  test("makes the image of a new element and deletes that of a dropped one", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(withElements(first));
    isWhole(world, stack, count - 1);
    const own = shownOf(stack).find(({ source }) => source === ownSource)?.imageId;
    expect(await stack.up(withElements(second))).toBe("update");
    isWhole(world, stack, count - 1);
    expect(images(world).map(({ name }) => name)).toContain("data-2");
    expect(images(world).map(({ name }) => name)).not.toContain("data-1");
    expect(shownOf(stack).find(({ source }) => source === ownSource)?.imageId).toBe(own);
    expect(await stack.up(withElements(second))).toBe("same");
  });

  test("a change of all images that is refused for one of them is taken back or gone on with, also after a refresh", async () => {
    const { world, stack } = await whole();
    const changed = { ...program, enterpriseProjectId: "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a02" };
    const before = projectsOf(world);
    const body = { error: { code: "IMG.0001", message: "refused" } };
    world.simulator.addFaults({ match: { method: "PATCH", nth: 1 }, effect: { kind: "respond", status: 400, body } });
    await failure(stack.up(changed));
    expect(projectsOf(world).size).toBe(2);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program)).toBe("update");
    expect(projectsOf(world)).toEqual(before);
    expect(await stack.up(changed)).toBe("update");
    expect(projectsOf(world)).toEqual(new Set([changed.enterpriseProjectId]));
    expect(await stack.up(changed)).toBe("same");
  });

  test("elements in another order are the same images", async () => {
    const { world, stack } = await whole();
    const before = idsOf(world);
    await stack.up(withElements(second, first));
    expect(idsOf(world)).toEqual(before);
    expect(imageNamed(world, "data-1").tags).toMatchObject({ team: "base" });
    expect(await stack.up(withElements(second, first))).toBe("same");
  });

  test("an image that was deleted outside is made again, and the others stay", async () => {
    const { world, stack } = await whole();
    const lost = imageNamed(world, "data-2").id;
    const others = idsOf(world).filter((id) => id !== lost);
    world.simulator.edit.deleteImage(lost);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program)).toBe("update");
    isWhole(world, stack, count);
    expect(idsOf(world)).toEqual(expect.arrayContaining(others));
    expect(idsOf(world)).not.toContain(lost);
  });

  test("an image that was deleted outside cannot be changed: the error names it, and refresh and up make it again", async () => {
    const { world, stack } = await whole();
    const lost = imageNamed(world, "data-1").id;
    world.simulator.edit.deleteImage(lost);
    const renamed = withElements({ ...first, name: "renamed" }, second);
    const error = await failure(stack.up(renamed));
    expect(error.message).toContain(`Image ${lost} is gone; run \`pulumi refresh\``);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(renamed)).toBe("update");
    isWhole(world, stack, count);
    expect(imageNamed(world, "renamed").id).not.toBe(lost);
  });

  test("when all images were deleted outside, the set is gone after a refresh, and the next up makes it anew", async () => {
    const { world, stack } = await whole();
    for (const id of idsOf(world)) world.simulator.edit.deleteImage(id);
    expect(await stack.refresh()).toBe("gone");
    expect(await stack.up(program)).toBe("create");
    isWhole(world, stack, count);
  });

  test("images that the service refuses to show are not taken for gone", async () => {
    const { world, stack } = await whole();
    const body = { error_code: "IMG.0026", error_msg: "no right" };
    world.simulator.addFaults({ match: { method: "GET" }, effect: { kind: "respond", status: 403, body } });
    const later = next(world, kind, stack);
    expect((await failure(later.refresh())).message).toContain("IMG.0026 no right");
    expect(later.known()).toEqual(stack.known());
  });

  test("when one of several images fails, the error names its source, the others are recorded, and the next up makes the rest", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const error = await failure(stack.up(withElements(first, second, broken)));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toMatch(new RegExp(`${brokenSource}.*IMG\\.`));
    isWhole(world, stack, count);
    const made = idsOf(world);
    const later = next(world, kind, stack);
    expect(await later.up(program)).toBe("update");
    expect(idsOf(world)).toEqual(made);
    expect(await later.up(program)).toBe("same");
  });

  test("when the one added image fails, the others stay as they are, and the error names it", async () => {
    const { world, stack } = await whole();
    const made = idsOf(world);
    const error = await failure(stack.up(withElements(first, second, broken)));
    expect(error.message).toContain(brokenSource);
    isWhole(world, stack, count);
    expect(idsOf(world)).toEqual(made);
    expect(await next(world, kind, stack).up(program)).toBe("update");
  });

  test("a lost answer makes nothing twice", async () => {
    const world = await openWorld();
    const match = { method: "POST", path: "^/v2/cloudimages/action$", nth: 1 };
    world.simulator.addFaults({ match, effect: { kind: "reset", when: "after" } });
    const { stack } = stackIn(world, kind);
    await stack.up(program).catch(() => stack.up(program));
    isWhole(world, stack, count);
    expect(await stack.up(program)).toBe("same");
  });

  test("Ctrl-C in the wait is continued by the next up", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world, kind);
    cancelAt(process, /^running/);
    await expect(stack.up(program)).rejects.toThrow(/Interrupted/);
    const later = next(world, kind, stack);
    expect(await later.up(program)).toBe("update");
    isWhole(world, later, count);
    expect(postsOf(world)).toBe(posts);
    expect(await later.up(program)).toBe("same");
  });

  test("a killed process leaves images that the next create takes over", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world, kind);
    process.engine.onProgress = (message) => {
      if (/^running/.test(message)) process.engine.die();
    };
    await failure(stack.up(program));
    const later = stackIn(world, kind).stack;
    await later.up(program);
    isWhole(world, later, count);
    expect(postsOf(world)).toBe(posts);
    expect(await later.up(program)).toBe("same");
  });

  test("a forced replacement that is interrupted is finished by the next up, and the old images go", async () => {
    const { world, stack } = await whole();
    const before = idsOf(world);
    const { process, stack: replacing } = stackIn(world, kind);
    replacing.state = stack.state;
    cancelAt(process, /^running/);
    await failure(replacing.forceReplace(program));
    expect(idsOf(world)).toEqual(expect.arrayContaining(before));
    const later = next(world, kind, replacing);
    expect(await later.up(program)).toBe("update");
    isWhole(world, later, count);
    expect(idsOf(world).filter((id) => before.includes(id))).toEqual([]);
  });

  test("a refresh says that there are images of a first run that was killed before it was written down, and names none of its own", async () => {
    const { world } = await whole();
    const { stack } = stackIn(world, kind);
    await stack.up(program);
    const { process, stack: later } = stackIn(world, kind);
    later.state = stack.state;
    await later.refresh();
    expect(process.engine.warned).toEqual([]);
    expect(process.engine.informed).toEqual([expect.stringMatching(/^There (is another|are \d other) images?/)]);
  });
});

describe("EcsImages, which takes two calls", () => {
  const [, row] = setRows;
  const { kind, program, others } = row ?? missing();
  const nowhere = "00000000-0000-4000-8000-000000000000";

  test("of which the second is refused: the system image is recorded, and the next up makes the others beside it", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const unknown = { ...program, dataImages: [{ volumeId: nowhere, name: "none" }] };
    const error = await failure(stack.up(unknown));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toContain("IMG.0120");
    isWhole(world, stack, 1);
    const [system] = idsOf(world);
    const later = next(world, kind, stack);
    expect(await later.up(program)).toBe("update");
    isWhole(world, later, 3);
    expect(idsOf(world)).toContain(system);
  });

  test("of which the first is refused: the data images are recorded, and the next up makes the system image", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const body = { error: { code: "IMG.0005", message: "no such server" } };
    world.simulator.addFaults({
      match: { ...createCall, nth: 1 },
      effect: { kind: "respond", status: 400, body },
    });
    const { message } = await failure(stack.up(program));
    expect(message).toMatch(
      new RegExp(`^instance,${String(others["instanceId"])}: The image was not created.*IMG.0005`),
    );
    isWhole(world, stack, 2);
    const later = next(world, kind, stack);
    expect(await later.up(program)).toBe("update");
    isWhole(world, later, 3);
    expect(postsOf(world)).toBe(3);
  });

  test("whose server is not there and no volume either leaves nothing", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const none = { ...others, instanceId: nowhere, dataImages: [{ volumeId: nowhere, name: "none" }] };
    const error = await failure(stack.up({ ...none, __urn: program["__urn"] }));
    expect(error).not.toBeInstanceOf(PartialFailure);
    expect(error.message).toMatch(/IMG\.0005.*IMG\.0120/);
    expect(stack.state).toBeUndefined();
    expect(images(world)).toEqual([]);
  });
});

function missing(): never {
  throw new Error("there is no such row");
}

test("a list with a volume twice, or none, is refused before anything is sent", async () => {
  const [{ kind, program, elements } = missing()] = setRows;
  const world = await openWorld();
  const { stack } = stackIn(world, kind);
  const [first] = elements;
  await expect(stack.up({ ...program, dataImages: [] })).rejects.toThrow(/at least one volume/);
  await expect(stack.up({ ...program, dataImages: [first, first] })).rejects.toThrow(
    "dataImages.1.volumeId stands there twice",
  );
  expect(world.simulator.log).toEqual([]);
});
