/** Protection from deletion on every kind: set last, changed in place, and in the way of whatever would delete the image. */
import { inputsOf, markerOf } from "../../support/grpcWorld";
import type { World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { sampleRows } from "../../support/samples";
import { callsOf, changesOf, failure, images, onlyImage, worlds } from "./support/lives";

const openWorld = worlds();
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const handOver = { method: "POST", path: "/tags/action$" } as const;
const busy = { kind: "respond", status: 400, body: { error: { code: "IMG.0029", message: "busy" } } } as const;

describe.each(sampleRows)("$type", ({ kind, sample }) => {
  const program = inputsOf(kind, { ...sample.program, protected: true });
  const { protected: _, ...silent } = program;
  const lifted = { ...program, protected: false };

  /** The next command of the CLI, a process of its own. */
  const next = (world: World, { state, replaced }: Pick<MiniStack, "state" | "replaced">) =>
    Object.assign(new MiniStack(world.process().provider(kind)), { state, replaced });

  async function made(inputs: Properties = program): Promise<{ world: World; stack: MiniStack }> {
    const world = await openWorld(sample.seed ? { seed: sample.seed } : {});
    const stack = world.stack(kind);
    await stack.up(inputs);
    world.simulator.resetLog();
    return { world, stack: next(world, stack) };
  }

  test("is protected by the last call before the hand-over, and a refresh finds nothing", async () => {
    const world = await openWorld(sample.seed ? { seed: sample.seed } : {});
    const stack = world.stack(kind);
    await stack.up(program);
    const { id, image } = onlyImage(world);
    expect(image["protected"]).toBe(true);
    expect(changesOf(world).slice(-2)).toEqual([`PATCH /v2/images/${id}`, expect.stringMatching(/tags\/action$/)]);
    expect(stack.known().outputs).toMatchObject({ protected: true, image: { protected: true } });
    const later = next(world, stack);
    const { inputs } = structuredClone(stack.known());
    expect(await later.refresh()).toBe("kept");
    expect(later.known().inputs).toEqual(inputs);
    expect(await later.up(program)).toBe("same");
  });

  test("costs no call when it is not protected", async () => {
    const world = await openWorld(sample.seed ? { seed: sample.seed } : {});
    await world.stack(kind).up(silent);
    const callsWithout = callsOf(world).length;
    const other = await openWorld(sample.seed ? { seed: sample.seed } : {});
    await other.stack(kind).up(lifted);
    expect(callsOf(other)).toHaveLength(callsWithout);
  });

  test("is not destroyed before the program has lifted its protection", async () => {
    const { world, stack } = await made();
    const { id } = onlyImage(world);
    const { message } = await failure(stack.destroy());
    expect(message).toBe(
      `Image ${id} is protected and was not deleted: set its argument protected to false and run \`pulumi up\`, then run the command again`,
    );
    expect(changesOf(world)).toEqual([]);
    expect(await stack.up(lifted)).toBe("update");
    expect(changesOf(world)).toEqual([`PATCH /v2/images/${id}`]);
    await next(world, stack).destroy();
    expect(images(world)).toEqual([]);
  });

  test("that somebody else has protected is not destroyed before a refresh and an explicit false", async () => {
    const { world, stack } = await made(silent);
    const { id } = onlyImage(world);
    world.simulator.edit.updateImage(id, { protected: true });
    const { message } = await failure(stack.destroy());
    expect(message).toContain(`Image ${id} is protected and was not deleted: it was protected outside the program`);
    expect(message).toContain("Set its argument protected to false and run `pulumi up --refresh`");
    expect(changesOf(world)).toEqual([]);
    expect(await stack.refresh()).toBe("kept");
    expect(stack.known().inputs).not.toHaveProperty("protected");
    expect(await stack.up(silent)).toBe("same");
    expect(await stack.up(lifted)).toBe("update");
    expect(onlyImage(world).image["protected"]).toBe(false);
    expect(await stack.up(lifted)).toBe("same");
    await next(world, stack).destroy();
    expect(images(world)).toEqual([]);
  });

  const replacing = Object.entries(sample.immutable).map(([key, value]) => ({
    key,
    change: { ...sample.along?.[key], [key]: value },
  }));

  test.each(replacing)(
    "is not replaced by another $key, which the preview says with both ways on",
    async ({ change }) => {
      const { world, stack } = await made();
      const before = structuredClone(stack.state);
      const changed = inputsOf(kind, { ...sample.program, protected: true, ...change });
      for (const inputs of [changed, { ...changed, protected: false }]) {
        const { message } = await failure(stack.preview(inputs));
        expect(message).toMatch(/^A change of .+ replaces this /);
        for (const key of Object.keys(change)) expect(message).toContain(key);
        expect(message).toContain(`image ${onlyImage(world).id} is protected`);
        expect(message).toContain("Set protected to false, or the option retainOnDelete to true");
        await failure(stack.up(inputs));
      }
      expect(stack.state).toEqual(before);
      expect(changesOf(world)).toEqual([]);
      await stack.up(lifted);
      expect(await stack.preview(changed)).toMatchObject({ step: "replace" });
    },
  );

  test.each(replacing)("may be replaced by a $key that is not known yet, which the update decides", async ({ key }) => {
    const { stack } = await made();
    expect(await stack.preview({ ...program, [key]: unknown })).toMatchObject({ step: "replace" });
  });

  test("that somebody else has protected is not replaced either, as far as a refresh has seen it", async () => {
    const { world, stack } = await made(silent);
    world.simulator.edit.updateImage(onlyImage(world).id, { protected: true });
    await stack.refresh();
    const { message } = await failure(stack.preview({ ...silent, triggers: { release: "43" } }));
    expect(message).toContain("A change of triggers replaces this");
  });

  test("that is kept on delete is replaced once the option was recorded", async () => {
    const { world, stack } = await made();
    const kept = { ...program, __retain: true };
    const changed = { ...kept, triggers: { release: "43" } };
    await failure(stack.preview(changed));
    expect(await stack.up(kept)).toBe("update");
    // The marker says that the image is kept, and nothing else changes.
    expect(changesOf(world)).toEqual([expect.stringMatching(/^POST .*\/tags\/action$/)]);
    expect(await stack.up(kept)).toBe("same");
    expect(await stack.preview(changed)).toMatchObject({ step: "replace", replaces: ["triggers"] });
    expect(await stack.up(program)).toBe("update");
    await failure(stack.preview({ ...program, triggers: { release: "43" } }));
  });

  test("that a forced replacement leaves behind is deleted by the up that lifts the protection", async () => {
    const { world, stack } = await made();
    const old = onlyImage(world).id;
    const another = { ...program, ...sample.second };
    const { message } = await failure(stack.forceReplace(another));
    expect(message).toContain(`Image ${old} is protected and was not deleted: a replacement has left it in the state`);
    expect(message).toContain("Set protected to false and run `pulumi up`, which deletes it");
    expect(message).toContain("pulumi state delete");
    expect(images(world)).toHaveLength(2);

    const again = next(world, stack);
    await failure(again.up(another));
    expect(images(world)).toHaveLength(2);

    const last = next(world, again);
    expect(await last.up({ ...another, protected: false })).toBe("update");
    expect(onlyImage(world).id).toBe(last.known().id);
    expect(last.known().id).not.toBe(old);
  });

  describe("a create that ends between the protection and the hand-over", () => {
    const cutOff = async () => {
      const world = await openWorld(sample.seed ? { seed: sample.seed } : {});
      const stack = world.stack(kind);
      const isMarkedByTag = kind.markedBy === "tag";
      const to = isMarkedByTag ? {} : { from: 3 };
      world.simulator.addFaults({ match: { ...handOver, ...to }, effect: busy });
      await failure(stack.up(program));
      expect(onlyImage(world)).toMatchObject({ image: { protected: true } });
      expect(markerOf(onlyImage(world))).toBe("c");
      world.simulator.clearFaults();
      return { world, stack };
    };

    test("is finished by the next up", async () => {
      const { world, stack } = await cutOff();
      expect(await next(world, stack).up(program)).toBe("update");
      expect(onlyImage(world)).toMatchObject({ image: { protected: true } });
      expect(markerOf(onlyImage(world))).toBe("o");
    });

    test("is destroyed", async () => {
      const { world, stack } = await cutOff();
      await next(world, stack).destroy();
      expect(images(world)).toEqual([]);
    });

    test("is finished without the protection when the state was lost and the program has dropped it", async () => {
      const { world } = await cutOff();
      await world.stack(kind).up(silent);
      expect(onlyImage(world)).toMatchObject({ image: { protected: false } });
      expect(markerOf(onlyImage(world))).toBe("o");
    });

    test("leaves a second image that can be removed", async () => {
      const { world } = await cutOff();
      const { tags, image } = onlyImage(world);
      const project = String(image["owner"]);
      world.clock.advance(1_000);
      world.simulator.edit.addImage({ name: "second", project, tags, attributes: { protected: true } });
      expect(images(world)).toHaveLength(2);
      await world.stack(kind).up(program);
      expect(markerOf(onlyImage(world))).toBe("o");
    });
  });

  test("is deleted all the same when the service could not make it", async () => {
    const { world, stack } = await made();
    world.simulator.edit.updateImage(onlyImage(world).id, { status: "killed" });
    await stack.refresh();
    expect(await stack.preview(program)).toMatchObject({ step: "replace", replaces: ["status"] });
    await next(world, stack).destroy();
    expect(images(world)).toEqual([]);
  });
});
