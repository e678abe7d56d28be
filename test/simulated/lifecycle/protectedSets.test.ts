/** Protection of sets of images: one argument for every image, those that come later or were never declared among them. */
import { dataObject, ovaObject, zvhd2Object } from "pulumi-ims-simulator";
import { sets, type World } from "../../support/inProcess";
import type { MiniStack, Properties } from "../../support/miniStack";
import { changesOf, failure, images, urnOf, worlds } from "./support/lives";
import { idsOf, imageNamed, isWhole, next, setRows, stackIn } from "./support/setRows";

const openWorld = worlds();

const protections = (world: World) => images(world).map(({ image }) => image["protected"]);

describe.each(setRows)("$type", ({ kind, program, elements, count }) => {
  const [, second] = elements;
  const guarded = { ...program, protected: true };
  const lifted = { ...program, protected: false };
  const { protected: _, ...silent } = guarded;
  const withOne = (common: Properties) => ({ ...common, dataImages: [second] });

  async function made(inputs: Properties = guarded): Promise<{ world: World; stack: MiniStack }> {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(inputs);
    world.simulator.resetLog();
    return { world, stack: next(world, kind, stack) };
  }

  test("is protected as a whole by the last calls before the hand-over, and a refresh finds nothing", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(guarded);
    expect(protections(world)).toEqual(Array(count).fill(true));
    const last = changesOf(world).slice(-2 * count);
    const each = [expect.stringMatching(/^PATCH \/v2\/images\//), expect.stringMatching(/tags\/action$/)];
    expect(last).toEqual(Array.from({ length: count }, () => each).flat());
    const later = next(world, kind, stack);
    const { inputs } = structuredClone(stack.known());
    expect(await later.refresh()).toBe("kept");
    expect(later.known().inputs).toEqual(inputs);
    expect(await later.up(guarded)).toBe("same");
  });

  test("protects an image that is added later", async () => {
    const { world, stack } = await made(withOne(guarded));
    expect(await stack.up(guarded)).toBe("update");
    isWhole(world, stack, count);
    expect(protections(world)).toEqual(Array(count).fill(true));
  });

  test("is not destroyed before its protection is lifted", async () => {
    const { world, stack } = await made();
    const { message } = await failure(stack.destroy());
    for (const id of idsOf(world)) expect(message).toContain(`Image ${id} is protected and was not deleted`);
    expect(changesOf(world)).toEqual([]);
    expect(await stack.up(lifted)).toBe("update");
    expect(protections(world)).toEqual(Array(count).fill(false));
    await next(world, kind, stack).destroy();
    expect(images(world)).toEqual([]);
  });

  test("does not drop a protected image, which the preview says with the way on", async () => {
    const { world, stack } = await made();
    const { id } = imageNamed(world, "data-1");
    for (const inputs of [withOne(guarded), withOne(lifted)]) {
      const { message } = await failure(stack.preview(inputs));
      expect(message).toContain(`but image ${id} is protected. Set protected to false, change nothing else`);
    }
    expect(await stack.up(lifted)).toBe("update");
    expect(await stack.up(withOne(lifted))).toBe("update");
    isWhole(world, stack, count - 1);
  });

  test("keeps an image that somebody else has protected when it is dropped, until the protection is gone", async () => {
    const { world, stack } = await made(silent);
    const { id } = imageNamed(world, "data-1");
    world.simulator.edit.updateImage(id, { protected: true });
    const { message } = await failure(stack.up(withOne(silent)));
    expect(message).toContain(`Image ${id} is protected and was not deleted: it was protected outside the program`);
    expect(idsOf(world)).toContain(id);

    const later = next(world, kind, stack);
    await later.refresh();
    expect(await later.up({ ...withOne(silent), protected: false })).toBe("update");
    isWhole(world, later, count - 1);
  });

  test("is not replaced, which the preview says with both ways on, unless it is kept on delete", async () => {
    const { world, stack } = await made();
    const change = { triggers: { release: "43" } };
    const { message } = await failure(stack.preview({ ...guarded, ...change }));
    expect(message).toContain(`A change of triggers replaces this ${kind.type}, but images `);
    for (const id of idsOf(world)) expect(message).toContain(id);
    expect(message).toContain("Set protected to false, or the option retainOnDelete to true");

    const kept = { ...guarded, __retain: true };
    expect(await stack.up(kept)).toBe("update");
    // The marker of each image says that it is kept, and nothing else changes.
    expect(changesOf(world)).toEqual(images(world).map(() => expect.stringMatching(/^POST .*\/tags\/action$/)));
    expect(await stack.preview({ ...kept, ...change })).toMatchObject({ step: "replace" });
  });

  test("that a forced replacement leaves behind is deleted by the up that lifts the protection", async () => {
    const { world, stack } = await made();
    const old = idsOf(world);
    await failure(stack.forceReplace(guarded));
    expect(images(world)).toHaveLength(2 * count);
    const later = next(world, kind, stack);
    expect(await later.up(lifted)).toBe("update");
    isWhole(world, later, count);
    expect(idsOf(world).filter((id) => old.includes(id))).toEqual([]);
  });

  test("that was interrupted before it was handed over is destroyed", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const body = { error: { code: "IMG.0029", message: "busy" } };
    const match = { method: "POST", path: "/tags/action$" };
    world.simulator.addFaults({ match, effect: { kind: "respond", status: 400, body } });
    await failure(stack.up(guarded));
    expect(protections(world)).toContain(true);
    world.simulator.clearFaults();
    await next(world, kind, stack).destroy();
    expect(images(world)).toEqual([]);
  });
});

describe("what an OVA file brings along", () => {
  const kind = sets.obsSystemImage;
  const program = { name: "appliance", imageUrl: ovaObject, minDisk: 40, __urn: urnOf(kind.type, "appliance") };
  const guarded = { ...program, protected: true };

  test("is protected and lifted with its system image", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(guarded);
    isWhole(world, stack, 3);
    expect(protections(world)).toEqual([true, true, true]);
    await failure(next(world, kind, stack).destroy());

    const later = next(world, kind, stack);
    expect(await later.up({ ...program, protected: false })).toBe("update");
    expect(protections(world)).toEqual([false, false, false]);
    expect(await later.up({ ...program, protected: false })).toBe("same");
    expect(await later.up(guarded)).toBe("update");
    expect(protections(world)).toEqual([true, true, true]);
    expect(await later.up(program)).toBe("update");
    expect(protections(world)).toEqual([false, false, false]);
    await next(world, kind, later).destroy();
    expect(images(world)).toEqual([]);
  });

  test("is protected again after a drift", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await stack.up(guarded);
    const brought = images(world).find(({ name }) => name !== "appliance");
    world.simulator.edit.updateImage(brought?.id ?? "", { protected: false });
    const later = next(world, kind, stack);
    expect(await later.refresh()).toBe("kept");
    expect(await later.up(guarded)).toBe("update");
    expect(protections(world)).toEqual([true, true, true]);
    expect(await later.up(guarded)).toBe("same");
  });
});

test("a system image that is gone replaces the set, and the up that lifts the protection deletes the rest", async () => {
  const kind = sets.obsSystemImage;
  const world = await openWorld();
  const { stack } = stackIn(world, kind);
  const disk = { imageUrl: dataObject, minDisk: 100, name: "disk" };
  const program = { name: "base", imageUrl: zvhd2Object, minDisk: 40, dataImages: [disk], __urn: urnOf(kind.type) };
  await stack.up({ ...program, protected: true });
  const old = imageNamed(world, "disk").id;
  world.simulator.edit.updateImage(imageNamed(world, "base").id, { protected: false });
  world.simulator.edit.deleteImage(imageNamed(world, "base").id);

  const later = next(world, kind, stack);
  await later.refresh();
  expect((await failure(later.up({ ...program, protected: true }))).message).toContain(`Image ${old} is protected`);
  const last = next(world, kind, later);
  expect(await last.up({ ...program, protected: false })).toBe("update");
  isWhole(world, last, 2);
  expect(idsOf(world)).not.toContain(old);
});
