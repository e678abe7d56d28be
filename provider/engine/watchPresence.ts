/**
 * Notices that the engine died without saying so. Dead means that it stays unreachable after it has answered once in this
 * process, or after it has let go of our standard input; any other engine is unknown, and then this never resolves.
 */
import type { Clock } from "../base/clock";

const lookEveryMs = 1_000;
const deadAfterMs = 2_000;

export interface Signs {
  isConnected(): boolean;
  /** The engine has closed the pipe that it held open. */
  hasLetGo(): boolean;
}

export async function watchPresence(clock: Clock, { isConnected, hasLetGo }: Signs): Promise<void> {
  let answered = false;
  let lostSince: number | undefined;
  for (;;) {
    if (isConnected()) {
      [answered, lostSince] = [true, undefined];
    } else if (answered || hasLetGo()) {
      lostSince ??= clock.now();
      if (clock.now() - lostSince >= deadAfterMs) return;
    }
    await clock.sleep(lookEveryMs);
  }
}
