import { setTimeout as delay } from "node:timers/promises";

/** The only place in the tools that knows time: `now` is monotonic, in milliseconds. */
export const clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
};
