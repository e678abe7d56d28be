/** At most so many things at a time; the others wait in the order in which they came. */
export interface Semaphore {
  /** Resolves with the function that gives the slot back, or with undefined once `signal` is aborted. */
  take(signal: AbortSignal | undefined): Promise<(() => void) | undefined>;
}

export function createSemaphore(count: number): Semaphore {
  let free = count;
  const waiting: (() => void)[] = [];
  const giveBack = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    take: async (signal) => {
      if (signal?.aborted) return undefined;
      if (free > 0) {
        free -= 1;
        return giveBack;
      }
      return new Promise((resolve) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          resolve(undefined);
        };
        const enter = () => {
          signal?.removeEventListener("abort", leave);
          resolve(giveBack);
        };
        waiting.push(enter);
        signal?.addEventListener("abort", leave, { once: true });
      });
    },
  };
}
