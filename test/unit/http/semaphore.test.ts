import { createSemaphore } from "../../../provider/http/limits/semaphore";

/** Turns of the promises, in which those who may go on do. */
const advanceJobs = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

test("no more than so many at a time, and the others in their order", async () => {
  const slots = createSemaphore(2);
  const entered: number[] = [];
  const givingBack: (() => void)[] = [];
  const all = [1, 2, 3, 4].map(async (name) => {
    const giveBack = await slots.take(undefined);
    entered.push(name);
    if (giveBack) givingBack.push(giveBack);
  });
  await advanceJobs();
  expect(entered).toEqual([1, 2]);
  givingBack[1]?.();
  await advanceJobs();
  expect(entered).toEqual([1, 2, 3]);
  givingBack[0]?.();
  await Promise.all(all);
  expect(entered).toEqual([1, 2, 3, 4]);
});

test("who is cancelled while waiting goes without a slot, and the next moves up", async () => {
  const slots = createSemaphore(1);
  const giveBack = await slots.take(undefined);
  const stop = new AbortController();
  const cancelled = slots.take(stop.signal);
  const next = slots.take(undefined);
  stop.abort();
  await expect(cancelled).resolves.toBeUndefined();
  giveBack?.();
  await expect(next).resolves.toBeInstanceOf(Function);
});

test("who comes cancelled takes no slot", async () => {
  const slots = createSemaphore(1);
  await expect(slots.take(AbortSignal.abort())).resolves.toBeUndefined();
  await expect(slots.take(undefined)).resolves.toBeInstanceOf(Function);
});
