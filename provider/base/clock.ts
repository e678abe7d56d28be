/** Time as the provider sees it. Tests pass a clock that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Node fires a timer at once when its delay does not fit into 31 bits. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      // biome-ignore lint/style/noRestrictedGlobals: the one place where real time passes
      const timer = setTimeout(end, Math.min(Math.max(ms, 0), longestTimerMs));
      signal?.addEventListener("abort", end, { once: true });
    }),
};
