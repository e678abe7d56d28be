/**
 * Notices that the engine died without saying so. Dead means that it answered once in this process and then stays
 * unreachable; an engine that never answered is unknown, and then this never resolves.
 */
import type { Clock } from "../base/clock";

const lookEveryMs = 1_000;
const deadAfterMs = 2_000;

export async function watchPresence(clock: Clock, isConnected: () => boolean): Promise<void> {
  let answered = false;
  let lostSince: number | undefined;
  for (;;) {
    if (isConnected()) {
      [answered, lostSince] = [true, undefined];
    } else if (answered) {
      lostSince ??= clock.now();
      if (clock.now() - lostSince >= deadAfterMs) return;
    }
    await clock.sleep(lookEveryMs);
  }
}
