/** When to look at a job again. */
const second = 1_000;

export interface PollMoment {
  readonly elapsedMs: number;
  /** 0 to 1, where the service reports it. */
  readonly progress: number | undefined;
  /** False when the last look showed what the look before had shown. */
  readonly moved: boolean;
}

export interface PollRule {
  /** A fixed interval instead of the rule. */
  readonly everyMs: number | undefined;
  /** The kind's documented duration: a short job is first looked at after 2 s instead of 10 s. */
  readonly typicalMs: number;
}

const shortJobMs = 30 * second;
/** Services report whole percents, rounded down. */
const halfPercent = 0.005;
/** Beside the expected end of a job, so that its look does not come before it. */
const longestAimJitterMs = 0.4 * second;

export function firstDelayMs(rule: PollRule): number {
  return rule.everyMs ?? (rule.typicalMs <= shortJobMs ? 2 * second : 10 * second);
}

/**
 * The elapsed time between 15 and 20 s. Where the service reports progress and it moves, the expected end of the job,
 * no further away than one and a half times the time waited so far, or 75 s.
 * @param chance a number from 0 to 1, for 5 % of jitter, which is at most 0.4 s where percent is followed
 */
export function nextDelayMs(rule: PollRule, moment: PollMoment, chance: number): number {
  if (rule.everyMs !== undefined) return rule.everyMs;
  const jitter = 0.1 * chance - 0.05;
  const remainingMs = expectedRemainingMs(moment);
  if (remainingMs === undefined) return clamp(moment.elapsedMs, 15 * second, 20 * second) * (1 + jitter);
  const longestMs = clamp(1.5 * moment.elapsedMs, 15 * second, 75 * second);
  const delayMs = clamp(remainingMs + 1.3 * second, 2 * second, longestMs);
  return delayMs + clamp(jitter * delayMs, -longestAimJitterMs, longestAimJitterMs);
}

/** Undefined where the service reports no percent, or none that moves. */
function expectedRemainingMs({ elapsedMs, progress, moved }: PollMoment): number | undefined {
  if (progress === undefined || progress <= 0 || !moved) return undefined;
  const reached = Math.min(progress + halfPercent, 1);
  return (elapsedMs * (1 - reached)) / reached;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
