import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "../../../provider/base/clock";
import { timeLimit } from "../../../provider/base/timeLimit";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const aborted = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason), { once: true }));

test("a time-out comes also when garbage was collected in the meantime, and says what it is", async () => {
  const reason = aborted(timeLimit(100, new AbortController().signal).signal);
  await systemClock.sleep(10);
  collectGarbage();
  expect(await reason).toMatchObject({ name: "TimeoutError" });
});

test("what aborts the other signal aborts this one, for the same reason", async () => {
  const outer = new AbortController();
  const limit = timeLimit(60_000, outer.signal);
  const reason = aborted(limit.signal);
  outer.abort("cancelled");
  expect(await reason).toBe("cancelled");
  const late = timeLimit(60_000, outer.signal);
  expect(late.signal).toMatchObject({ aborted: true, reason: "cancelled" });
  for (const { end } of [limit, late]) end();
});

test("a limit that was ended is never aborted", async () => {
  const outer = new AbortController();
  const limit = timeLimit(5, outer.signal);
  limit.end();
  outer.abort();
  await systemClock.sleep(20);
  expect(limit.signal.aborted).toBe(false);
});
