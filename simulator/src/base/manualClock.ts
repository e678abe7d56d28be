// A clock that stands still until it is moved. Sleepers wake when time passes their hour.
import type { Clock } from "./clock";

export interface ManualClock extends Clock {
  advance(ms: number): void;
}

interface Sleeper {
  wakeMs: number;
  wake: () => void;
}

const DEFAULT_START_MS = Date.UTC(2026, 7, 21, 9, 30);

export function manualClock(startMs: number = DEFAULT_START_MS): ManualClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  function wakeDue(): void {
    const due = [...sleepers].filter((sleeper) => sleeper.wakeMs <= nowMs);
    for (const sleeper of due.sort((a, b) => a.wakeMs - b.wakeMs)) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
      wakeDue();
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (ms <= 0) return resolve();
        const sleeper = { wakeMs: nowMs + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      });
    },
  };
}
