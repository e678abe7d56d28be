import { watchPresence } from "../../../provider/engine/watchPresence";
import { virtualClock } from "../../support/virtualClock";

/** The second at which the engine counts as dead; undefined when it still lives at the end of the script. */
async function deadAt(script: string): Promise<number | undefined> {
  const clock = virtualClock();
  const start = clock.now();
  const second = () => Math.round((clock.now() - start) / 1_000);
  const over = new Error("the script is over");
  const sign = () => {
    const now = script[second()];
    if (now === undefined) throw over;
    return now;
  };
  const watch = watchPresence(clock, { isConnected: () => sign() === "+", hasLetGo: () => sign() === "x" });
  try {
    await watch;
    return second();
  } catch (error) {
    if (error === over) return undefined;
    throw error;
  }
}

test.each([
  ["answers all the time", "++++++++++", undefined],
  ["never answers: it is unknown, not dead", "----------", undefined],
  ["never answers, and lets go of our input", "---xxx", 5],
  ["lets go of our input and still answers", "++xx++xx++", undefined],
  ["answers, then is gone for two seconds", "++---", 4],
  ["is slow to answer at first, then is gone", "----+---", 7],
  ["is away for a moment", "++-++-++-+", undefined],
  ["is away for a moment, then is gone", "++-++---", 7],
])("an engine that %s (%s): dead at %p", async (_what, script, second) => {
  expect(await deadAt(script)).toBe(second);
});
