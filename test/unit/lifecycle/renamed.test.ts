/** An interrupted create that got another name in the state, and a new resource under the old name, in one run. */
import { startWorld, type World } from "../../support/inProcess";
import { MiniStack, type ResourceState } from "../../support/miniStack";
import { failure, images, lifeIn, someKinds, whileWaiting } from "./support/lives";

const openWorlds: World[] = [];
afterEach(async () => {
  for (const world of openWorlds.splice(0)) await world.stop();
});

describe.each(someKinds)("$type", ({ kind, program }) => {
  /** A create that was interrupted while it waited, as the state holds it after `pulumi state rename`. */
  async function scene() {
    const world = await startWorld();
    openWorlds.push(world);
    const first = lifeIn(world, kind);
    whileWaiting(first, () => first.engine.cancel());
    await failure(first.stack.up(program));
    const renamed: ResourceState = first.stack.known();
    return { world, renamed };
  }

  /** Both resources in one process of the next run. */
  function nextRun(world: World, renamed: ResourceState) {
    const process = world.process();
    const previous = Object.assign(new MiniStack(process.provider(kind)), { state: renamed });
    const current = new MiniStack(process.provider(kind));
    return { previous, current, process };
  }

  const previousProgram = { ...program, __urn: String(program["__urn"]).replace(/::[^:]+$/, "::previous") };

  async function settled(world: World, previous: ResourceState | undefined, current: ResourceState | undefined) {
    const process = world.process();
    const [one, other] = [previous, current].map((state) =>
      Object.assign(new MiniStack(process.provider(kind)), { state }),
    );
    for (const [stack, wanted] of [
      [one, previousProgram],
      [other, program],
    ] as const) {
      await stack?.up(wanted);
    }
    const ids = [one, other].map((stack) => stack?.known().id);
    return { ids, stacks: [one, other] };
  }

  async function expectOneEach(world: World, previous: MiniStack, current: MiniStack) {
    const { ids, stacks } = await settled(world, previous.state, current.state);
    expect(new Set(ids).size).toBe(2);
    expect(
      images(world)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.map(String).sort());
    await stacks[0]?.refresh();
    expect(await stacks[0]?.up(previousProgram)).toBe("same");
    expect(await stacks[1]?.up(program)).toBe("same");
  }

  test("each has an image of its own when the renamed one is declared first", async () => {
    const { world, renamed } = await scene();
    const { previous, current } = nextRun(world, renamed);
    await previous.up(previousProgram);
    await current.up(program);
    await expectOneEach(world, previous, current);
  });

  test("each has an image of its own when both are worked on at once", async () => {
    const { world, renamed } = await scene();
    const { previous, current } = nextRun(world, renamed);
    await Promise.allSettled([current.up(program), previous.up(previousProgram)]);
    await expectOneEach(world, previous, current);
  });

  test("each has an image of its own when the renamed one depends on the new one", async () => {
    const { world, renamed } = await scene();
    const { previous, current } = nextRun(world, renamed);
    await current.up(program);
    await previous.up(previousProgram).catch(() => undefined);
    await expectOneEach(world, previous, current);
  });

  test("a create that is killed while another entry holds its token is continued whichever entry the next run meets first", async () => {
    const { world, renamed } = await scene();
    const { previous, process } = nextRun(world, renamed);
    await previous.up(previousProgram);
    await process.provider(kind).diff(previous.known().id, previous.known().outputs, previous.known().inputs);
    const killed = new MiniStack(process.provider(kind));
    process.engine.onProgress = (message) => {
      if (/running|saving|queued/.test(message)) process.engine.die();
    };
    await failure(killed.up(program));
    expect(images(world)).toHaveLength(2);

    const current = new MiniStack(world.process().provider(kind));
    await current.up(program);
    expect(images(world)).toHaveLength(2);
    expect(current.known().id).not.toBe(previous.known().id);
  });
});
