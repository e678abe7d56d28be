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

export function firstDelayMs(rule: PollRule): number {
  return rule.everyMs ?? (rule.typicalMs <= shortJobMs ? 2 * second : 10 * second);
}

/**
 * The elapsed time between 15 and 20 s. Where the service reports progress and it moves, the expected end of the job,
 * no further away than one and a half times the time waited so far, or 75 s.
 * @param chance a number from 0 to 1, for 5 % of jitter
 */
export function nextDelayMs(rule: PollRule, moment: PollMoment, chance: number): number {
  if (rule.everyMs !== undefined) return rule.everyMs;
  return baseDelayMs(moment) * (0.95 + 0.1 * chance);
}

function baseDelayMs({ elapsedMs, progress, moved }: PollMoment): number {
  if (progress === undefined || progress <= 0 || !moved) return clamp(elapsedMs, 15 * second, 20 * second);
  const reached = Math.min(progress + halfPercent, 1);
  const remainingMs = (elapsedMs * (1 - reached)) / reached;
  return clamp(remainingMs + 1.5 * second, 2 * second, clamp(1.5 * elapsedMs, 15 * second, 75 * second));
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
