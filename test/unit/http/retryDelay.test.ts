import fc from "fast-check";
import type { Failure } from "../../../provider/http/failures/failure";
import { retryDelayMs } from "../../../provider/http/limits/retryDelay";

const now = Date.UTC(2026, 10, 2, 8, 0, 0);
const throttled = (retryAfter?: string, text = "slow down"): Failure => ({
  class: "throttled",
  text,
  status: 429,
  ...(retryAfter === undefined ? {} : { headers: { "retry-after": retryAfter } }),
});
const limit = (words: string) => `The throttling threshold has been reached: policy user over ratelimit,${words}`;

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["1", 1_000],
    ["120", 120_000],
    ["3600", 300_000],
    ["99999999999999999999", 300_000],
    ["Mon, 02 Nov 2026 08:01:30 GMT", 90_000],
    ["Mon, 02 Nov 2026 07:00:00 GMT", 0],
    ["Mon, 02 Nov 2026 20:00:00 GMT", 300_000],
    ["-30", 0],
  ])("%p is waited for as %d ms, and at most a second longer", (value, ms) => {
    expect(retryDelayMs(throttled(value), 1, now, 0)).toBe(ms);
    expect(retryDelayMs(throttled(value), 1, now, 0.999)).toBeGreaterThan(ms);
    expect(retryDelayMs(throttled(value), 1, now, 0.999)).toBeLessThan(ms + 1_000);
  });

  test.each(["soon", "", "NaN", "a minute"])("%p says nothing: the limit in the body counts", (value) => {
    expect(retryDelayMs(throttled(value, limit("limit:5,time:1 minute")), 1, now, 0)).toBe(60_000);
  });
});

describe("the limit that the gateway writes into its refusal", () => {
  test.each([
    ["limit:5,time:1 second", 1_000],
    ["limit:5,time:1 minute", 60_000],
    ["limit:10,time:30 second", 30_000],
    ["limit:200,time:5 minute", 1_500],
    ["limit:10,time:1 hour", 300_000],
    ["limit:3600,time:1 hour", 1_000],
    ["limit:0,time:1 day", 300_000],
  ])("%s: the next attempt after %d ms", (words, ms) => {
    expect(retryDelayMs(throttled(undefined, limit(words)), 1, now, 0)).toBe(ms);
  });

  test("Retry-After comes first", () => {
    expect(retryDelayMs(throttled("7", limit("limit:5,time:1 minute")), 1, now, 0)).toBe(7_000);
  });
});

describe("without a hint", () => {
  test.each([
    ["throttled", 1_000, 60_000, 0],
    ["notSent", 500, 20_000, 0],
    ["unknown", 500, 20_000, 0],
    ["retryLater", 10_000, 50_000, 10_000],
  ] as const)(
    "%s: the bound begins at %d ms, doubles, and ends at %d ms over a floor of %d ms",
    (kind, base, cap, floor) => {
      const bounds = [1, 2, 3, 20].map((attempt) => retryDelayMs({ class: kind, text: "" }, attempt, now, 1));
      expect(bounds).toEqual([base, base * 2, base * 4, cap].map((ms) => floor + ms));
      expect(retryDelayMs({ class: kind, text: "" }, 5, now, 0)).toBe(floor);
    },
  );
});

test("whatever the service says, a wait is neither negative nor longer than five minutes and a second", () => {
  const header = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  const words = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.nat(), fc.nat(), fc.constantFrom("second", "minute", "hour", "day"))
      .map(([a, b, c]) => `limit:${a},time:${b} ${c}`),
  );
  const kinds = fc.constantFrom("throttled" as const, "retryLater" as const, "unknown" as const, "notSent" as const);
  fc.assert(
    fc.property(
      header,
      words,
      kinds,
      fc.integer({ min: 1, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (value, text, kind, attempt, chance) => {
        const ms = retryDelayMs({ ...throttled(value, text), class: kind }, attempt, now, chance);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(301_000);
      },
    ),
  );
});
