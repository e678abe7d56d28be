import { renewing } from "../../../provider/auth/renewing";
import { virtualClock } from "../../support/virtualClock";

const hour = 3_600_000;

function source(lifetimeMs = hour, leadMs = 600_000) {
  const clock = virtualClock();
  let calls = 0;
  let isDown = false;
  const fetch = async () => {
    calls++;
    const value = `v${calls}`;
    await clock.sleep(0);
    if (isDown) throw new Error("down");
    return { value, lifetimeMs };
  };
  const held = renewing(fetch, { now: clock.now, leadMs: () => leadMs });
  return {
    held,
    clock,
    calls: () => calls,
    goDown: (down = true) => {
      isDown = down;
    },
  };
}
const advanceJobs = () => clockOfTest.sleep(0);
const clockOfTest = virtualClock();

test("it is fetched once for all who need it at the same time, and not before", async () => {
  const { held, calls } = source();
  expect([calls(), held.held()]).toEqual([0, undefined]);
  expect(await Promise.all([held.get(), held.get(), held.get()])).toEqual(["v1", "v1", "v1"]);
  expect([calls(), held.held()]).toEqual([1, "v1"]);
});

test("it is fetched anew before it ends, and nobody waits for that", async () => {
  const { held, clock, calls } = source();
  await held.get();
  clock.advance(hour - 600_001);
  expect(await held.get()).toBe("v1");
  expect(calls()).toBe(1);
  clock.advance(1);
  expect(await Promise.all([held.get(), held.get()])).toEqual(["v1", "v1"]);
  await advanceJobs();
  expect([await held.get(), calls()]).toEqual(["v2", 2]);
});

test("a failure before the end is no failure yet, and is tried again a minute later", async () => {
  const { held, clock, calls, goDown } = source();
  await held.get();
  clock.advance(hour - 300_000);
  goDown();
  expect(await held.get()).toBe("v1");
  await advanceJobs();
  expect([await held.get(), calls()]).toEqual(["v1", 2]);
  clock.advance(60_000);
  goDown(false);
  expect(await held.get()).toBe("v1");
  await advanceJobs();
  expect([await held.get(), calls()]).toEqual(["v3", 3]);
});

test("after the end a failure is said", async () => {
  const { held, clock, goDown } = source();
  await held.get();
  clock.advance(hour);
  goDown();
  await expect(held.get()).rejects.toThrow("down");
});

const isFirst = (value: string) => value === "v1";
const isSecond = (value: string) => value === "v2";

test("refusals of many calls lead to one new value, also when the last of them comes much later", async () => {
  const { held, clock, calls } = source();
  await held.get();
  expect(await Promise.all([held.renew(isFirst), held.renew(isFirst)])).toEqual([true, true]);
  clock.advance(600_000);
  expect(await held.renew(isFirst)).toBe(true);
  expect([calls(), await held.get()]).toEqual([2, "v2"]);
});

test("a value that is refused in the second in which it came is replaced at once", async () => {
  const { held, calls } = source();
  await held.get();
  expect(await held.renew(isFirst)).toBe(true);
  expect([calls(), await held.get()]).toEqual([2, "v2"]);
});

test("a value that replaced a refused one and is refused too is replaced a minute later, not before", async () => {
  const { held, clock, calls } = source();
  await held.get();
  await held.renew(isFirst);
  clock.advance(59_999);
  expect([await held.renew(isSecond), calls()]).toEqual([false, 2]);
  clock.advance(1);
  expect([await held.renew(isSecond), calls()]).toEqual([true, 3]);
});

test("a value that could not be replaced is tried again by the next call", async () => {
  const { held, calls, goDown } = source();
  await held.get();
  goDown();
  await expect(held.renew(isFirst)).rejects.toThrow("down");
  goDown(false);
  expect([await held.renew(isFirst), calls()]).toEqual([true, 3]);
});
