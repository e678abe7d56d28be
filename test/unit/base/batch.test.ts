/** One call for all who ask within a moment. */
import { batch } from "../../../provider/base/batch";
import { eventClock } from "../../support/eventClock";

function scene() {
  const clock = eventClock();
  const calls: (readonly string[])[] = [];
  const ask = batch<string, number>(
    clock,
    () => 250,
    async (items) => calls.push([...items]),
  );
  const options = { deadline: clock.now() + 60_000 };
  return { clock, calls, ask, options };
}

test("those who ask within the moment share one call, which starts after all of them", async () => {
  const { clock, calls, ask, options } = scene();
  const later = clock.sleep(249).then(() => ask("b", options));
  await clock.run(Promise.all([ask("a", options), later]));
  expect(calls).toEqual([["a", "b"]]);
});

test("who comes when it has started gets a call of its own: no answer is older than its question", async () => {
  const { clock, calls, ask, options } = scene();
  const later = clock.sleep(251).then(() => ask("b", options));
  await clock.run(Promise.all([ask("a", options), later]));
  expect(calls).toEqual([["a"], ["b"]]);
});

test("who gives up much earlier, or can be interrupted otherwise, asks alone", async () => {
  const { clock, calls, ask, options } = scene();
  const hurried = { deadline: options.deadline - 5_001 };
  const stoppable = { ...options, signal: new AbortController().signal };
  await clock.run(Promise.all([ask("a", options), ask("b", hurried), ask("c", stoppable), ask("d", stoppable)]));
  expect(calls).toEqual([["a"], ["b"], ["c", "d"]]);
});

test("a call that fails fails for all who share it, and for nobody after them", async () => {
  const clock = eventClock();
  let calls = 0;
  const ask = batch<string, number>(
    clock,
    () => 250,
    async () => {
      calls += 1;
      if (calls === 1) throw new Error("no answer");
      return calls;
    },
  );
  const options = { deadline: clock.now() + 60_000 };
  const first = await clock.run(Promise.allSettled([ask("a", options), ask("b", options)]));
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await clock.run(ask("c", options))).toBe(2);
});
