/**
 * How fast one host may be called in one direction. Calls get their turns one after the other; a refusal because of too
 * many calls closes the lane for everybody, and when the time has come one call goes ahead to see whether it is open.
 */
import type { Clock } from "../base/clock";
import type { Random } from "../base/random";
import type { SendOptions } from "./cloud";
import type { Failure } from "./failure";
import { readGatewayLimit } from "./gatewayLimit";
import { retryDelayMs } from "./retryDelay";

/** `answered`: by anything but "too many calls"; `lost`: not at all. */
export type Reception = "answered" | "lost" | Failure;

export interface Pace {
  /**
   * Waits for the turn of a call. Gives the function that takes in how the call was received, once; undefined when the
   * turn would come after the deadline, or the signal is aborted.
   */
  enter(options: SendOptions): Promise<((reception: Reception) => void) | undefined>;
}

export interface PaceOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly callsPerSecond: number;
}

/** Calls that may go at once after a pause, in seconds of the rate. */
const burstSeconds = 2;
/** How much of a limit is used: others share it, and clocks differ. */
const share = 0.9;
const slowestMs = 60_000;
const answersToSpeedUp = 20;

export function createPace({ clock, random, callsPerSecond }: PaceOptions): Pace {
  let intervalMs = 1_000 / callsPerSecond;
  let shortestMs = intervalMs / 10;
  let creditMs = burstSeconds * 1_000;
  /** When the next call is due that has no credit. */
  let nextAt = 0;
  let closedUntil = 0;
  let state: "open" | "closed" | "probing" = "open";
  /** Tells a call that was sent before the lane was closed from one that was sent after it. */
  let closings = 0;
  let refusalsInARow = 0;
  let answers = 0;

  const slowDown = (failure: Failure) => {
    const limit = readGatewayLimit(failure.text);
    const slower = Math.min(intervalMs * 2, Math.max(slowestMs, intervalMs));
    if (limit !== undefined) shortestMs = limit.windowMs / Math.max(limit.calls, 1) / share;
    intervalMs = limit !== undefined && intervalMs < shortestMs ? shortestMs : slower;
    creditMs = 0;
  };

  const close = (failure: Failure) => {
    closings += 1;
    refusalsInARow += 1;
    answers = 0;
    state = "closed";
    slowDown(failure);
    const now = clock.now();
    closedUntil = now + retryDelayMs(failure, refusalsInARow, now, random.fraction());
    nextAt = closedUntil;
  };

  const open = () => {
    state = "open";
    refusalsInARow = 0;
    answers += 1;
    if (answers % answersToSpeedUp === 0) intervalMs = Math.max(intervalMs / 1.1, Math.min(shortestMs, intervalMs));
  };

  const receive = (reception: Reception, sentAfter: number) => {
    // What was sent before the lane was closed knows nothing new.
    if (sentAfter !== closings) return;
    if (reception === "answered") open();
    else if (reception !== "lost") close(reception);
    else if (state === "probing") state = "closed";
  };

  return {
    enter: async ({ signal, deadline }) => {
      for (;;) {
        const now = clock.now();
        const at = Math.max(now, closedUntil, nextAt - creditMs);
        if (at > now && at >= deadline) return undefined;
        nextAt = Math.max(nextAt, at) + intervalMs;
        if (at > now) await clock.sleep(at - now, signal);
        if (signal?.aborted) return undefined;
        // Closed in the meantime, or somebody is looking whether it is open again: another turn.
        if (clock.now() < closedUntil || state === "probing") continue;
        if (state === "closed") state = "probing";
        const sentAfter = closings;
        let isTold = false;
        return (reception) => {
          if (!isTold) receive(reception, sentAfter);
          isTold = true;
        };
      }
    },
  };
}
