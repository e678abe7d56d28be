import type { Clock } from "../../provider/base/clock";

export interface VirtualClock extends Clock {
  advance(ms: number): void;
}

const start = Date.UTC(2026, 10, 2, 8, 0, 0);

/** Time that passes only when somebody sleeps, and then at once: a two-hour job takes milliseconds. */
export function virtualClock(): VirtualClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      if (!signal?.aborted) now += Math.max(ms, 0);
      // Others get their turn, as they would while a timer runs.
      // biome-ignore lint/style/noRestrictedGlobals: a turn of the event loop, not a wait
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
