import fc from "fast-check";
import { firstDelayMs, nextDelayMs, type PollMoment, type PollRule } from "../../../provider/jobs/pollDelay";

const s = 1_000;
const long: PollRule = { everyMs: undefined, typicalMs: 222 * s };
const short: PollRule = { everyMs: undefined, typicalMs: 6 * s };
const middle = 0.5;
const silent = (elapsedMs: number): PollMoment => ({ elapsedMs, progress: undefined, moved: true });

describe("the first look", () => {
  test.each([
    ["a long job", long, 10 * s],
    ["a job of 31 s", { ...long, typicalMs: 31 * s }, 10 * s],
    ["a job of 30 s", { ...long, typicalMs: 30 * s }, 2 * s],
    ["a short job", short, 2 * s],
    ["a fixed interval", { ...long, everyMs: 200 }, 200],
  ])("of %s comes after its time", (_what, rule, ms) => {
    expect(firstDelayMs(rule)).toBe(ms);
  });
});

describe("without percent, the pause is the elapsed time between 15 and 20 s", () => {
  test.each([
    [2, 15],
    [10, 15],
    [15, 15],
    [18, 18],
    [20, 20],
    [600, 20],
    [7_200, 20],
  ])("after %d s: %d s", (elapsed, pause) => {
    expect(nextDelayMs(long, silent(elapsed * s), middle)).toBe(pause * s);
  });

  test("and it varies by 5 % to each side", () => {
    expect(nextDelayMs(long, silent(600 * s), 0)).toBeCloseTo(19 * s);
    expect(nextDelayMs(long, silent(600 * s), 1)).toBeCloseTo(21 * s);
  });
});

describe("with percent, the next look is when the job should end", () => {
  test.each([
    ["half done after 30 s: nearly the same again and a little", 30, 0.495, 31.3],
    ["nine tenths after 90 s: nearly a tenth more and a little", 90, 0.895, 11.3],
    ["1 % after 20 s: at most one and a half times as long", 20, 0.01, 30],
    ["10 % after 200 s: at most 75 s", 200, 0.1, 75],
    ["99 % after 100 s: not before 2 s", 100, 0.995, 2],
  ])("%s", (_what, elapsed, progress, pause) => {
    const moment = { elapsedMs: elapsed * s, progress, moved: true };
    expect(nextDelayMs(long, moment, middle)).toBeCloseTo(pause * s);
  });

  test.each([
    ["that stands still at 99 %", 0.99, false],
    ["of 0", 0, true],
  ])("a percentage %s is no news: the pause of a service that reports none", (_what, progress, moved) => {
    expect(nextDelayMs(long, { elapsedMs: 600 * s, progress, moved }, middle)).toBe(20 * s);
  });
});

test("a fixed interval has neither rule nor jitter", () => {
  for (const chance of [0, 0.3, 1]) {
    expect(nextDelayMs({ ...long, everyMs: 1_500 }, { elapsedMs: 1, progress: 0.5, moved: true }, chance)).toBe(1_500);
  }
});

test("no pause is shorter than 1.9 s or longer than 79 s, whatever the service reports", () => {
  const progress = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const chances = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.nat(100_000_000), progress, fc.boolean(), chances, (elapsedMs, percent, moved, chance) => {
      const ms = nextDelayMs(long, { elapsedMs, progress: percent, moved }, chance);
      expect(ms).toBeGreaterThanOrEqual(1_900);
      expect(ms).toBeLessThanOrEqual(79_000);
    }),
  );
});
