import fc from "fast-check";
import { base32 } from "../../../provider/base/base32";
import { canonicalJson } from "../../../provider/base/canonicalJson";
import { systemClock } from "../../../provider/base/clock";
import { formatDuration, parseDuration } from "../../../provider/base/duration";
import { hasCode, ImsError, messageOf } from "../../../provider/base/errors";
import { formatBytes } from "../../../provider/base/formatBytes";
import { plainJson } from "../../../provider/base/plainJson";
import { systemRandom } from "../../../provider/base/random";

describe("durations", () => {
  test.each([
    ["45m", 2_700_000],
    ["1h30m", 5_400_000],
    ["90s", 90_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["2d", 172_800_000],
    [" 10m ", 600_000],
  ])("%p is %d ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(["", "m", "45", "45 m", "-5m", "5M", "1h 30m", "1e3s", "forever"])("%p is no duration", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test.each([
    [45_000, "45 s"],
    [180_000, "3 min"],
    [200_000, "3 min 20 s"],
    [7_200_000, "2 h"],
    [7_500_000, "2 h 5 min"],
    [59_700, "1 min"],
  ])("%d ms reads %p", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

test.each([
  [0, "0 bytes"],
  [1_023, "1023 bytes"],
  [12 * 1024 ** 2, "12 MiB"],
  [1_500_000, "1.4 MiB"],
  [500_000_000, "477 MiB"],
  [4 * 1024 ** 3, "4 GiB"],
  [2 ** 60, "1048576 TiB"],
])("%d bytes read %p", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

describe("base32", () => {
  test.each([
    ["f", "my"],
    ["foobar", "mzxw6ytboi"],
  ])("%p has the text of RFC 4648 as far as whole groups go", (text, expected) => {
    const whole = Math.floor((text.length * 8) / 5);
    expect(base32(Buffer.from(text), 99)).toBe(expected.slice(0, whole));
  });

  test("ids have the length asked for, in the characters of a marker", () => {
    expect(systemRandom.id(12)).toMatch(/^[a-z2-7]{12}$/);
    expect(systemRandom.id(7)).toMatch(/^[a-z2-7]{7}$/);
  });
});

describe("canonical JSON", () => {
  test("the order of keys does not matter, at any depth", () => {
    expect(canonicalJson({ b: 1, a: { d: [{ y: 1, x: 2 }], c: 3 } })).toBe(
      canonicalJson({ a: { c: 3, d: [{ x: 2, y: 1 }] }, b: 1 }),
    );
  });

  test("unset keys do not matter, the order of lists does", () => {
    expect(canonicalJson({ a: 1, b: undefined, c: null })).toBe('{"a":1}');
    expect(canonicalJson([2, 1])).toBe("[2,1]");
  });

  test("it can be read back as the value it was made from", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

test("what leaves is plain JSON whatever went in", () => {
  const frozen = Object.freeze({ a: undefined, b: 10n, c: () => 1, d: [undefined], e: { f: Symbol("s") } });
  expect(plainJson<unknown>(frozen)).toEqual({ b: "10", d: [null], e: {} });
});

describe("errors", () => {
  test("an error has a stable code, facts and its cause", () => {
    const cause = new Error("socket");
    const error = new ImsError("REFUSED", "no", { jobId: "j" }, cause);
    expect(error).toMatchObject({ name: "ImsError", code: "REFUSED", message: "no", facts: { jobId: "j" }, cause });
  });

  test("a code is recognised among several, and never on a foreign error", () => {
    const foreign = Object.assign(new Error("x"), { code: "REFUSED" });
    expect(hasCode(new ImsError("REFUSED", "no"), "DEADLINE", "REFUSED")).toBe(true);
    expect(hasCode(new ImsError("REFUSED", "no"), "DEADLINE")).toBe(false);
    expect(hasCode(foreign, "REFUSED")).toBe(false);
  });

  test("whatever was thrown has a text", () => {
    expect([new Error("a"), "b", undefined].map(messageOf)).toEqual(["a", "b", "undefined"]);
  });
});

describe("the real clock", () => {
  test("an aborted sleep ends at once", async () => {
    const stop = new AbortController();
    const asleep = systemClock.sleep(3_600_000, stop.signal);
    stop.abort();
    await expect(asleep).resolves.toBeUndefined();
    await expect(systemClock.sleep(3_600_000, stop.signal)).resolves.toBeUndefined();
  });

  test("a sleep of no time and of negative time ends", async () => {
    await expect(Promise.all([systemClock.sleep(0), systemClock.sleep(-5)])).resolves.toHaveLength(2);
  });

  test("chance is a number from 0 to 1", () => {
    const chance = systemRandom.fraction();
    expect(chance).toBeGreaterThanOrEqual(0);
    expect(chance).toBeLessThan(1);
  });
});
