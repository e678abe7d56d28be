/** Answers that do not say what was made: nothing is called not created, or asked for again, that may be there. */
import type { LogEntry } from "pulumi-ims-simulator";
import {
  createCall,
  failure,
  isCreate,
  lifeIn,
  markerOf,
  onlyImage,
  postsOf,
  someKinds,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const lostAfter = { match: { ...createCall, nth: 1 }, effect: { kind: "reset", when: "after" } } as const;
const lostBefore = { match: { ...createCall, nth: 1 }, effect: { kind: "reset", when: "before" } } as const;
const search = { method: "POST", path: "/resource_instances/action$" };
const down = { kind: "respond", status: 503, body: {} } as const;
const isSearch = ({ path }: LogEntry) => path.includes("/resource_instances/");

describe.each(someKinds)("$type", ({ kind, program }) => {
  test("a refusal of the second call after a lost first one says that it is not known", async () => {
    const quota = { error: { code: "IMG.0015", message: "quota exceeded" } };
    const world = await openWorld({
      faults: [
        { match: { ...createCall, nth: 1 }, effect: { kind: "respond", status: 504, body: {}, execute: false } },
        { match: { ...createCall, nth: 2 }, effect: { kind: "respond", status: 400, body: quota } },
      ],
    });
    const { stack } = lifeIn(world, kind);
    const error = await failure(stack.up(program));
    expect(error.message).toMatch(/^It is not known whether the image was created\..*IMG\.0015/);
    expect(error.message).not.toContain("not created");
    expect(postsOf(world)).toBe(2);
    expect(stack.state).toBeUndefined();
  });

  test.each([202, 201])(
    "an answer %d of a call that was executed is followed by its image, not by another call",
    async (status) => {
      const body = { status: "accepted" };
      const world = await openWorld({
        faults: [{ match: { ...createCall, nth: 1 }, effect: { kind: "respond", status, body, execute: true } }],
      });
      const { stack } = lifeIn(world, kind);
      expect(await stack.up(program)).toBe("create");
      expect(postsOf(world)).toBe(1);
      expect(stack.known().id).toBe(onlyImage(world).id);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
      expect(await stack.up(program)).toBe("same");
    },
  );

  test("no second call is sent while every search fails, and the image is taken over once one works", async () => {
    // The first search comes before the call.
    const world = await openWorld({ faults: [lostAfter, { match: { ...search, from: 2, to: 120 }, effect: down }] });
    const start = world.clock.now();
    const { stack } = lifeIn(world, kind);
    expect(await stack.up(program)).toBe("create");
    const failed = world.simulator.log.filter((entry) => isSearch(entry) && entry.status === 503);
    expect(failed).toHaveLength(119);
    expect((failed.at(-1)?.at ?? 0) - start).toBeGreaterThan(60_000);
    expect(postsOf(world)).toBe(1);
    expect(stack.known().id).toBe(onlyImage(world).id);
  });

  test("a call that was not executed is repeated only after a search that worked", async () => {
    const world = await openWorld({ faults: [lostBefore, { match: { ...search, from: 2, to: 120 }, effect: down }] });
    const { stack } = lifeIn(world, kind);
    expect(await stack.up(program)).toBe("create");
    const { log } = world.simulator;
    const second = log.findLastIndex(isCreate);
    expect(log.slice(0, second).filter(isSearch).at(-1)?.status).toBe(200);
    expect(postsOf(world)).toBe(2);
    expect(stack.known().id).toBe(onlyImage(world).id);
  });

  test.each([
    ["executed", lostAfter],
    ["not executed", lostBefore],
  ])(
    "a short time-out while every search fails ends with words that it is not known, for a call %s",
    async (_what, lost) => {
      const world = await openWorld({ faults: [lost, { match: { ...search, from: 2 }, effect: down }] });
      const { stack } = lifeIn(world, kind);
      const error = await failure(stack.up({ ...program, timeouts: { create: "3m" } }));
      expect(error.message).toMatch(
        /^It is not known whether the image was created\. .*time-out.*Run `pulumi up` again/,
      );
      expect(postsOf(world)).toBe(1);
      expect(stack.state).toBeUndefined();

      world.simulator.clearFaults();
      const next = lifeIn(world, kind);
      expect(await next.stack.up(program)).toBe("create");
      expect(world.simulator.truth().creates).toBe(1);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
    },
  );
});
