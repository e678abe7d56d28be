import type { Key } from "./keys";
import type { Found } from "./level";
import { readNumber } from "./readNumber";

/** How hard a call tries. */
export interface CallLimits {
  /** The first one included. */
  readonly maxAttempts: number;
  /** Of one attempt. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** The limits without any setting. */
export const usualLimits: CallLimits = { maxAttempts: 6, timeoutMs: 60_000, connectTimeoutMs: 10_000 };

const seconds = { of: "seconds", least: 1, most: 3_600 };

export function readCallLimits(find: (key: Key) => Found | undefined): CallLimits {
  const { maxAttempts, timeoutMs, connectTimeoutMs } = usualLimits;
  const retries = readNumber(find("maxRetries"), { of: "repetitions", least: 0, most: 20, isWhole: true });
  const timeout = readNumber(find("requestTimeout"), seconds);
  const connectTimeout = readNumber(find("connectTimeout"), seconds);
  return {
    maxAttempts: retries === undefined ? maxAttempts : retries + 1,
    timeoutMs: timeout === undefined ? timeoutMs : timeout * 1_000,
    connectTimeoutMs: connectTimeout === undefined ? connectTimeoutMs : connectTimeout * 1_000,
  };
}
