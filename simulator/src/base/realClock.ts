// The clock of the machine.
import { setTimeout as sleepFor } from "node:timers/promises";
import type { Clock } from "./clock";

export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await sleepFor(ms, undefined, signal ? { signal } : {});
  },
};
