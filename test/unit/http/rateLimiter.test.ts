/** The turns of one lane, in virtual time. */
import type { Failure } from "../../../provider/http/failures/failure";
import { createRateLimiter } from "../../../provider/http/limits/rateLimiter";
import { eventClock } from "../../support/eventClock";

const hour = 3_600_000;

function limiter(callsPerSecond: number) {
  const clock = eventClock();
  const start = clock.now();
  const pace = createRateLimiter({ clock, random: { fraction: () => 0, id: () => "" }, callsPerSecond });
  const enter = async (deadline = clock.now() + hour, signal?: AbortSignal) =>
    (await pace.enter({ deadline, signal }))?.release;
  const turns: number[] = [];
  /** Enters, and leaves at once with an answer. */
  const call = async () => {
    const tell = await enter();
    turns.push(clock.now() - start);
    tell?.("answered");
  };
  const calls = (count: number) => clock.run(Promise.all(Array.from({ length: count }, call)));
  return { clock, start, enter, call, calls, turns };
}

const throttled = (retryAfter: number, text = "too many calls"): Failure => ({
  class: "throttled",
  text,
  status: 429,
  headers: { "retry-after": String(retryAfter) },
});

describe("nobody is refused", () => {
  test("two seconds' worth of calls go at once, the others at the rate", async () => {
    const { calls, turns } = limiter(2);
    await calls(8);
    expect(turns).toEqual([0, 0, 0, 0, 0, 500, 1_000, 1_500]);
  });

  test("a pause brings the credit back, and no more than that", async () => {
    const { clock, calls, turns } = limiter(2);
    await calls(8);
    await clock.run(clock.sleep(hour));
    turns.length = 0;
    await calls(7);
    const [first = 0] = turns;
    expect(turns.map((at) => at - first)).toEqual([0, 0, 0, 0, 0, 500, 1_000]);
  });

  test("every twenty answers it goes a tenth faster, up to ten times the rate", async () => {
    const { clock, call, turns } = limiter(2);
    for (let count = 0; count < 800; count++) await clock.run(call());
    const gaps = turns.slice(1).map((at, index) => at - (turns[index] ?? 0));
    expect(gaps.slice(5, 19)).toEqual(Array(14).fill(500));
    expect(gaps[25]).toBeCloseTo(500 / 1.1);
    expect(Math.min(...gaps.slice(-10))).toBeCloseTo(50);
  });
});

describe("a refusal", () => {
  test("closes the lane for as long as it says, also for those who have a turn", async () => {
    const { clock, enter, calls, turns } = limiter(2);
    const refused = await enter();
    const others = calls(6);
    refused?.(throttled(30));
    await clock.run(others);
    expect(Math.min(...turns.slice(4))).toBeGreaterThanOrEqual(30_000);
  });

  test("of a call that was sent before the lane was closed changes nothing", async () => {
    const { clock, start, enter } = limiter(2);
    const [first, second] = [await enter(), await enter()];
    first?.(throttled(10));
    second?.(throttled(100));
    await clock.run(enter());
    expect(clock.now() - start).toBe(10_000);
  });

  test("with the limit of the gateway sets the pace to nine tenths of it", async () => {
    const { enter, calls, turns } = limiter(2);
    const refused = await enter();
    refused?.(throttled(60, "over ratelimit,limit:10,time:1 minute"));
    await calls(4);
    const gaps = turns.slice(1).map((at, index) => Math.round(at - (turns[index] ?? 0)));
    expect(turns[0]).toBe(60_000);
    expect(gaps.slice(1)).toEqual([6_667, 6_667]);
  });

  test.each(["limit:0,time:1 day", "limit:1,time:999999999 day"])(
    "with the limit %j does not stop the lane for good",
    async (limit) => {
      const { enter, calls, turns } = limiter(2);
      const refused = await enter();
      refused?.(throttled(1, limit));
      await calls(3);
      expect(turns.at(-1)).toBeLessThanOrEqual(1_000 + 2 * 300_000);
    },
  );
});

describe("the call that looks whether the lane is open", () => {
  test("and is lost leaves the looking to the next", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(10));
    const lost = await clock.run(enter());
    lost?.("lost");
    const next = await clock.run(enter());
    next?.("answered");
    expect(clock.now() - start).toBeLessThan(12_000);
  });

  test("and takes long keeps nobody waiting, and closes the lane when it is refused in the end", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(10));
    const long = await clock.run(enter());
    long?.("detached");
    const next = await clock.run(enter());
    expect(clock.now() - start).toBeLessThan(12_000);
    long?.(throttled(60));
    next?.("answered");
    await clock.run(enter());
    expect(clock.now() - start).toBeGreaterThanOrEqual(70_000);
  });

  test("and is refused closes it again", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(10));
    (await clock.run(enter()))?.(throttled(20));
    await clock.run(enter());
    expect(clock.now() - start).toBe(30_000);
  });

  test("is told one thing only", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(10));
    const probe = await clock.run(enter());
    probe?.("answered");
    probe?.(throttled(100));
    await clock.run(enter());
    expect(clock.now() - start).toBeLessThan(12_000);
  });
});

describe("who cannot wait", () => {
  test("is told at once that the turn would come after the deadline, and takes nobody's place", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(60));
    const late = await Promise.all(Array.from({ length: 20 }, () => enter(start + 59_000)));
    expect(late).toEqual(Array(20).fill(undefined));
    await clock.run(enter());
    expect(clock.now() - start).toBe(60_000);
  });

  test("leaves when the run is cancelled", async () => {
    const { clock, start, enter } = limiter(2);
    (await enter())?.(throttled(60));
    const stop = new AbortController();
    const waiting = enter(start + hour, stop.signal);
    stop.abort();
    await expect(clock.run(waiting)).resolves.toBeUndefined();
    expect(clock.now()).toBe(start);
  });
});
