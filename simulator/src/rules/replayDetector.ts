// Finds requests that were sent again without being signed again. A date has only whole seconds, so two honest requests of
// the same second may be equal; the same signature seconds later can only be a copy.

export interface ReplayDetector {
  isReplay(signature: string, nowMs: number): boolean;
}

const HONEST_MS = 2000;
const FORGET_MS = 1_800_000;
const SWEEP_SIZE = 10_000;

export function createReplayDetector(): ReplayDetector {
  const firstSeen = new Map<string, number>();

  function sweep(nowMs: number): void {
    if (firstSeen.size < SWEEP_SIZE) return;
    for (const [signature, seenMs] of firstSeen) if (nowMs - seenMs > FORGET_MS) firstSeen.delete(signature);
  }

  return {
    isReplay(signature, nowMs) {
      const seenMs = firstSeen.get(signature);
      if (seenMs !== undefined) return nowMs - seenMs >= HONEST_MS;
      sweep(nowMs);
      firstSeen.set(signature, nowMs);
      return false;
    },
  };
}
