/** How long to wait before a failed attempt is repeated. */
import type { Failure } from "../failures/failure";
import { readGatewayLimit } from "./gatewayLimit";

const second = 1_000;
const longestHintMs = 300 * second;

/**
 * `Retry-After` first, else the limit that the gateway writes into its refusal, else full jitter with a doubling bound.
 * @param attempt number of attempts so far, from 1
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 * @param chance a number from 0 to 1
 */
export function retryDelayMs(failure: Failure, attempt: number, now: number, chance: number): number {
  if (failure.class === "throttled") {
    const hint = retryAfterMs(failure, now) ?? windowMs(failure.text, attempt);
    if (hint !== undefined) return Math.min(hint, longestHintMs) + chance * second;
    return jitter(second, 60 * second, attempt, chance);
  }
  if (failure.class === "retryLater") return 10 * second + jitter(10 * second, 50 * second, attempt, chance);
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

/** Short windows are waited out; of long ones the share of one call, and more when that was not enough. */
function windowMs(text: string, attempt: number): number | undefined {
  const limit = readGatewayLimit(text);
  if (limit === undefined || limit.windowMs <= 60 * second) return limit?.windowMs;
  return Math.min(limit.windowMs, (limit.windowMs / Math.max(limit.calls, 1)) * 2 ** (attempt - 1));
}
