import type { Clock } from "../../provider/base/clock";

export interface EventClock extends Clock {
  /** Lets time pass, from one waking sleeper to the next, until `work` is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

const start = Date.UTC(2026, 10, 2, 8, 0, 0);

/**
 * Time for many sleepers at once: it jumps to the next of them when nobody has anything left to do.
 * @param isBusy whether something is under way that takes real time, such as a request
 */
export function eventClock(isBusy: () => boolean = () => false): EventClock {
  let now = start;
  const sleepers = new Set<Sleeper>();

  // biome-ignore lint/style/noRestrictedGlobals: a turn of the event loop, not a wait
  const aTurn = () => new Promise((resolve) => setImmediate(resolve));

  const wakeNext = () => {
    const [next] = [...sleepers].sort((a, b) => a.wakeAt - b.wakeAt);
    if (next === undefined) return;
    sleepers.delete(next);
    now = Math.max(now, next.wakeAt);
    next.wake();
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const end = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", end);
          resolve();
        };
        const sleeper = { wakeAt: now + Math.max(ms, 0), wake: end };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", end, { once: true });
      }),
    run: async (work) => {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      void work.then(end, end);
      while (!isDone) {
        await aTurn();
        if (!isDone && !isBusy()) wakeNext();
      }
      return work;
    },
  };
}
