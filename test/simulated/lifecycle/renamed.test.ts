/** An interrupted create that got another name in the state, and a new resource under the old name, in one run. */
import type { Process, World } from "../../support/inProcess";
import { MiniStack, type Properties, type ResourceState } from "../../support/miniStack";
import { failure, images, worlds } from "./support/lives";
import { subjects } from "./support/subjects";

const openWorld = worlds();

/** The ids of the images that the state of a resource names, in order. */
function idsIn(state: ResourceState | undefined): string[] {
  const outputs: Properties = state?.outputs ?? {};
  const members = Array.isArray(outputs["images"]) ? outputs["images"] : [outputs];
  return members.map(({ imageId }) => String(imageId)).sort();
}

/** A backup makes one image only, so that two resources cannot have one each. */
const repeatable = subjects.filter(({ type }) => type !== "CbrWholeImage");

describe.each(repeatable)("$type", ({ type, program, provider, seed }) => {
  const current = { ...program };
  const previous = { ...program, __urn: String(program["__urn"]).replace(/::[^:]+$/, "::previous") };
  const stackIn = (process: Process, state?: ResourceState) =>
    Object.assign(new MiniStack(provider(process)), { state });

  /** A create that was interrupted while it waited, as the state holds it after `pulumi state rename`. */
  async function scene() {
    const world = await openWorld(seed);
    const process = world.process();
    let isInterrupted = false;
    process.engine.onProgress = () => {
      if (isInterrupted || images(world).length === 0) return;
      isInterrupted = true;
      process.engine.cancel();
    };
    const stack = stackIn(process);
    await failure(stack.up(current));
    return { world, renamed: stack.known() };
  }

  /** Both resources in one process of the next run. */
  function nextRun(world: World, renamed: ResourceState) {
    const process = world.process();
    return { process, old: stackIn(process, renamed), young: stackIn(process) };
  }

  /** One more run brings both to their end; after it nothing changes, and each image has one resource. */
  async function expectOneEach(world: World, old: MiniStack, young: MiniStack) {
    const process = world.process();
    const [first, second] = [stackIn(process, old.state), stackIn(process, young.state)];
    await first.up(previous);
    await second.up(current);
    const ids = [...idsIn(first.state), ...idsIn(second.state)].sort();
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      images(world)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    await first.refresh();
    expect([await first.up(previous), await second.up(current)]).toEqual(["same", "same"]);
  }

  test("each has images of its own when the renamed one is declared first", async () => {
    const { world, renamed } = await scene();
    const { old, young } = nextRun(world, renamed);
    await old.up(previous);
    await young.up(current);
    await expectOneEach(world, old, young);
  });

  test("each has images of its own when both are worked on at once", async () => {
    const { world, renamed } = await scene();
    const { old, young } = nextRun(world, renamed);
    await Promise.allSettled([young.up(current), old.up(previous)]);
    // In virtual time two operations may read the same at one moment.
    expect(world.simulator.takeClientViolations().filter(({ method }) => method !== "GET")).toEqual([]);
    await expectOneEach(world, old, young);
  });

  test("each has images of its own when the renamed one depends on the new one", async () => {
    const { world, renamed } = await scene();
    const { old, young } = nextRun(world, renamed);
    // A server cannot be backed up twice at once: the second request is refused, and the next run makes the image.
    const refusal = await young.up(current).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(type === "EcsWholeImage" ? /IMG\.0136/ : /^$/);
    await old.up(previous).catch(() => undefined);
    await expectOneEach(world, old, young);
  });

  test("the new one is continued when its create was killed, and keeps off the images of the renamed one", async () => {
    const { world, renamed } = await scene();
    const { process, old } = nextRun(world, renamed);
    await old.up(previous);
    const before = images(world).length;
    process.engine.onProgress = () => {
      if (images(world).length > before) process.engine.die();
    };
    await failure(stackIn(process).up(current));
    const begun = images(world).length;

    const young = stackIn(world.process());
    await young.up(current);
    expect(images(world).length).toBeGreaterThanOrEqual(begun);
    expect(idsIn(young.state).filter((id) => idsIn(old.state).includes(id))).toEqual([]);
    await expectOneEach(world, old, young);
  });
});
