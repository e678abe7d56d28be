/** Waiting for something in the cloud. Knows nothing of IMS. */
import type { Clock } from "../base/clock";
import { formatDuration } from "../base/duration";
import { ImsError, messageOf } from "../base/errors";
import type { Random } from "../base/random";
import { shortly } from "../base/shortly";
import { firstDelayMs, nextDelayMs, type PollRule } from "./pollDelay";
import type { Shown, Sleeper } from "./sharedPoller";

/** The result of one poll. */
export type PollResult<Value> =
  | { readonly state: "done"; readonly value: Value }
  | { readonly state: "failed"; readonly error: ImsError }
  /** Not there: tolerated for a minute, because a fresh job or image is not visible everywhere at once. */
  | { readonly state: "missing" }
  | { readonly state: "pending"; readonly seen: string; readonly progress?: number };

export interface Wait<Value> {
  /** The name of the awaited thing in error messages: "job 8a12…". */
  readonly what: string;
  readonly look: () => Promise<PollResult<Value>>;
  readonly rule: PollRule;
  /** When to give up, in milliseconds since 1970. */
  readonly deadline: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  /** Told after each look what it showed, and of news in the lists in between. */
  readonly onPending?: (seen: string) => void;
  /** How long "not there" is tolerated. Default: a minute. */
  readonly toleratedMissingMs?: number;
  /** Sleeps until the next look, where the waits of many things are shared. */
  readonly pause?: Sleeper | undefined;
}

/** How long lists that show nothing new put off a look. */
const longestPauseMs = 300_000;
const minuteMs = 60_000;

/**
 * Ends with the first terminal state, with `NOT_FOUND` when "not there" lasts, with `CANCELLED`, or with
 * `DEADLINE` after a last look. A look that fails ends nothing: it is counted, and the wait goes on.
 */
export async function waitFor<Value>(wait: Wait<Value>): Promise<Value> {
  const { clock, deadline, signal, toleratedMissingMs = minuteMs } = wait;
  const start = clock.now();
  const seen = new Map<string, number>();
  let last: PollResult<Value> | undefined;
  let missingSince: number | undefined;
  await pauseUntil(wait, firstDelayMs(wait.rule), last);
  for (;;) {
    if (signal?.aborted) throw new ImsError("CANCELLED", `Interrupted while waiting for ${wait.what}${summary(seen)}`);
    const result = await lookOnce(wait, seen);
    if (result?.state === "done") return result.value;
    if (result?.state === "failed") throw result.error;
    const now = clock.now();
    missingSince = result?.state === "missing" ? (missingSince ?? now) : undefined;
    if (missingSince !== undefined && now - missingSince >= toleratedMissingMs) {
      throw new ImsError(
        "NOT_FOUND",
        `The service does not know ${wait.what} (asked for ${formatDuration(now - start)})`,
      );
    }
    if (now >= deadline) throw deadlineError(wait, now - start, seen);
    const moment = { elapsedMs: now - start, progress: progressOf(result), moved: hasMoved(last, result) };
    last = result ?? last;
    const delay = nextDelayMs(wait.rule, moment, wait.random.fraction());
    await pauseUntil(wait, delay, result);
  }
}

async function pauseUntil(
  wait: Wait<unknown>,
  delayMs: number,
  result: PollResult<unknown> | undefined,
): Promise<void> {
  const { clock, deadline, signal, pause, random, onPending } = wait;
  const now = clock.now();
  const dueAt = Math.min(now + delayMs, deadline);
  if (pause === undefined) return clock.sleep(dueAt - now, signal);
  // A missing thing is polled by the rule, whatever lists show.
  const longestMs = result?.state === "missing" ? 0 : longestPauseMs * (0.95 + 0.05 * random.fraction());
  const latestAt = Math.min(Math.max(now + longestMs, dueAt), deadline);
  let seen = result?.state === "pending" ? result.seen : undefined;
  const onQuiet = ({ text }: Shown, isOther: boolean) => {
    // A poll has shown more than the list does, until the list shows something else.
    if (isOther) seen = text;
    onPending?.(seen ?? text);
  };
  await pause({ dueAt, latestAt, signal, onQuiet });
}

async function lookOnce<Value>(wait: Wait<Value>, seen: Map<string, number>): Promise<PollResult<Value> | undefined> {
  try {
    const result = await wait.look();
    const text = textOf(result);
    if (text === undefined) return result;
    count(seen, text);
    wait.onPending?.(text);
    return result;
  } catch (error) {
    count(seen, messageOf(error));
    wait.onPending?.(shortly(error));
    return undefined;
  }
}

/** Undefined where the wait is over. */
function textOf(result: PollResult<unknown>): string | undefined {
  if (result.state === "pending") return result.seen;
  return result.state === "missing" ? "not found" : undefined;
}

function count(seen: Map<string, number>, text: string): void {
  seen.set(text, (seen.get(text) ?? 0) + 1);
}

function progressOf(result: PollResult<unknown> | undefined): number | undefined {
  return result?.state === "pending" ? result.progress : undefined;
}

function hasMoved(last: PollResult<unknown> | undefined, now: PollResult<unknown> | undefined): boolean {
  return now?.state === "pending" && (last?.state !== "pending" || last.seen !== now.seen);
}

function deadlineError(wait: Wait<unknown>, elapsedMs: number, seen: ReadonlyMap<string, number>): ImsError {
  return new ImsError(
    "DEADLINE",
    `Gave up after ${formatDuration(elapsedMs)} of waiting for ${wait.what}${summary(seen)}. It goes on in the cloud`,
  );
}

const shownAnswers = 5;

/** The last answers, so that a failure says what the service kept saying. */
function summary(seen: ReadonlyMap<string, number>): string {
  const answers = [...seen]
    .slice(-shownAnswers)
    .map(([text, times]) => (times === 1 ? text : `${text} (${times} times)`));
  return answers.length === 0 ? "" : `; the service said: ${answers.join(", ")}`;
}
