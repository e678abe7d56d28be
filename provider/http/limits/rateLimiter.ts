/**
 * How fast one host may be called in one direction. Calls get their turns one after the other; a refusal because of too
 * many calls closes the lane for everybody, and when the time has come one call goes ahead to see whether it is open.
 */
import type { Clock } from "../../base/clock";
import type { Random } from "../../base/random";
import type { SendOptions } from "../client/cloud";
import type { Failure } from "../failures/failure";
import { readGatewayLimit } from "./gatewayLimit";
import { retryDelayMs } from "./retryDelay";

/** `answered`: by anything but "too many calls"; `lost`: not at all; `detached`: not yet, and nobody should wait for it. */
export type PermitOutcome = "answered" | "lost" | "detached" | Failure;

export interface Permit {
  /** Whether the lane was closed since: a call that has not been sent yet needs another turn. */
  isExpired(): boolean;
  /** Takes in how the call was received, and nothing after that. */
  release(outcome: PermitOutcome): void;
}

export interface EnterOptions extends Pick<SendOptions, "signal" | "deadline"> {
  /** Told when the turn is expected. */
  readonly onPause?: (nextAt: number) => void;
}

export interface RateLimiter {
  /** Waits for the turn of a call; undefined when it would come after the deadline, or the signal is aborted. */
  enter(options: EnterOptions): Promise<Permit | undefined>;
  /** Why the lane is closed; undefined while it is open. */
  closedBy(): Failure | undefined;
}

export interface RateLimiterOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly callsPerSecond: number;
}

/** Calls that may go at once after a pause, in seconds of the rate. */
const burstSeconds = 2;
/** How much of a limit is used: others share it, and clocks differ. */
const share = 0.9;
/** The pace that is guessed is not slower than this, the one that a gateway asks for not slower than that. */
const slowestMs = 60_000;
const longestMs = 300_000;
const answersToSpeedUp = 20;

export function createRateLimiter({ clock, random, callsPerSecond }: RateLimiterOptions): RateLimiter {
  let intervalMs = 1_000 / callsPerSecond;
  let shortestMs = intervalMs / 10;
  let creditMs = burstSeconds * 1_000;
  /** When the next call is due that has no credit. */
  let nextAt = 0;
  let state: "open" | "closed" | "probing" = "open";
  /** Counts the openings and closings: a turn that was given before the last one is void, a refusal from before it is old. */
  let changes = 0;
  let refusalsInARow = 0;
  let answers = 0;
  /**
   * The first refusal in a row, and the answers before it: where no limit is known, so many calls seem to be allowed in
   * the time that the gateway then stays closed.
   */
  let refused = { at: 0, afterAnswers: 0 };
  let lastRefusal: Failure | undefined;

  const change = (to: typeof state, at: number) => {
    state = to;
    changes += 1;
    answers = 0;
    nextAt = at;
  };

  const close = (failure: Failure) => {
    const now = clock.now();
    lastRefusal = failure;
    refusalsInARow += 1;
    if (refusalsInARow === 1) {
      refused = { at: now, afterAnswers: answers };
      intervalMs = Math.min(intervalMs * 2, Math.max(slowestMs, intervalMs));
    }
    const limit = readGatewayLimit(failure.text);
    if (limit !== undefined) {
      shortestMs = Math.min(limit.windowMs / Math.max(limit.calls, 1) / share, longestMs);
      refused.afterAnswers = 0;
    }
    intervalMs = Math.max(intervalMs, shortestMs);
    creditMs = 0;
    change("closed", now + retryDelayMs(failure, refusalsInARow, now, random.fraction()));
  };

  const reopen = () => {
    lastRefusal = undefined;
    refusalsInARow = 0;
    if (refused.afterAnswers > 0) {
      const observedMs = (clock.now() - refused.at) / refused.afterAnswers / share;
      intervalMs = Math.max(intervalMs, Math.min(observedMs, slowestMs));
    }
    change("open", clock.now() + intervalMs);
  };

  const receive = (outcome: PermitOutcome, sentAfter: number) => {
    if (sentAfter !== changes) return;
    if (typeof outcome === "object") return close(outcome);
    if (state === "probing") return outcome === "answered" ? reopen() : change("closed", clock.now());
    if (outcome !== "answered") return;
    answers += 1;
    if (answers % answersToSpeedUp === 0) intervalMs = Math.max(intervalMs / 1.1, Math.min(shortestMs, intervalMs));
  };

  return {
    closedBy: () => lastRefusal,
    enter: async ({ signal, deadline, onPause }) => {
      for (;;) {
        const now = clock.now();
        const at = Math.max(now, nextAt - creditMs);
        if (at > now && at >= deadline) return undefined;
        nextAt = Math.max(nextAt, at) + intervalMs;
        let given = changes;
        if (at > now) {
          onPause?.(at);
          await clock.sleep(at - now, signal);
        }
        if (signal?.aborted) return undefined;
        // Another turn: this one is void, or somebody is looking whether the lane is open again.
        if (given !== changes || state === "probing") continue;
        if (state === "closed") state = "probing";
        let isTold = false;
        return {
          isExpired: () => given !== changes,
          release: (outcome) => {
            if (!isTold) receive(outcome, given);
            if (outcome === "detached") given = changes;
            else isTold = true;
          },
        };
      }
    },
  };
}
