/** How long to wait before a failed attempt is repeated. */
import type { Failure } from "./failure";

const second = 1_000;
const longestHintMs = 300 * second;
const windowUnitMs: Record<string, number> = {
  second,
  minute: 60 * second,
  hour: 3_600 * second,
  day: 86_400 * second,
};

/**
 * `Retry-After` first, else the limit that the gateway writes into its refusal, else full jitter with a doubling bound.
 * @param attempt number of attempts so far, from 1
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 * @param chance a number from 0 to 1
 */
export function retryDelayMs(failure: Failure, attempt: number, now: number, chance: number): number {
  if (failure.class === "throttled") {
    const hint = retryAfterMs(failure, now) ?? windowMs(failure.text);
    if (hint !== undefined) return Math.min(hint, longestHintMs) + chance * second;
    return jitter(second, 60 * second, attempt, chance);
  }
  if (failure.class === "busy") return 10 * second + jitter(10 * second, 50 * second, attempt, chance);
  return jitter(second / 2, 20 * second, attempt, chance);
}

function jitter(baseMs: number, capMs: number, attempt: number, chance: number): number {
  return chance * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}

function retryAfterMs(failure: Failure, now: number): number | undefined {
  const value = failure.headers?.["retry-after"];
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * second : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined;
}

/** `policy user over ratelimit,limit:200,time:5 minute`: short windows are waited out, long ones by the share of one call. */
function windowMs(text: string): number | undefined {
  const match = /limit:(\d+),time:(\d+) (second|minute|hour|day)/.exec(text);
  if (!match) return undefined;
  const [, limit, count, unit] = match;
  const window = Number(count) * (windowUnitMs[unit ?? ""] ?? second);
  return window <= 60 * second ? window : window / Math.max(Number(limit), 1);
}
