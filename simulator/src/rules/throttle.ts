// The gateway's windows: so many calls of an account each minute, refused ones counted too.

import { throttled } from "./errors";
import type { ServiceError } from "./serviceError";

export interface ThrottleSettings {
  /** Calls that only look, for each account and window; without a limit when absent. */
  reads?: number;
  /** Calls that change something. */
  writes?: number;
  /** 60 by default. */
  windowSeconds?: number;
  /** `fixed`, the default: counted anew when a window is over. `sliding`: each call counts for a whole window. */
  window?: "fixed" | "sliding";
  /** What a refusal says of the limit: in its text, the default, in `Retry-After`, or nothing. */
  says?: "limit" | "retry-after" | "nothing";
}

export interface Throttle {
  /** Counts the call; a refusal when there were too many. */
  refusalOf(direction: "reads" | "writes", account: string, nowMs: number): Throttled | undefined;
}

export interface Throttled {
  error: ServiceError;
  retryAfterSeconds?: number;
}

const DEFAULT_WINDOW_SECONDS = 60;
const timeText = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} minute` : `${seconds} second`);

interface Window {
  /** When the present window began; of a fixed window only. */
  beginMs: number;
  /** When each call that counts was made. */
  calls: number[];
}

export function createThrottle(settings: ThrottleSettings = {}): Throttle {
  const { windowSeconds = DEFAULT_WINDOW_SECONDS, window = "fixed", says = "limit" } = settings;
  const windowMs = windowSeconds * 1000;
  const windows = new Map<string, Window>();

  const windowAt = (key: string, nowMs: number): Window => {
    const known = windows.get(key);
    const isOver = known === undefined || (window === "fixed" && nowMs - known.beginMs >= windowMs);
    const current = isOver ? { beginMs: nowMs, calls: [] } : known;
    if (window === "sliding") current.calls = current.calls.filter((at) => nowMs - at < windowMs);
    windows.set(key, current);
    return current;
  };

  return {
    refusalOf(direction, account, nowMs) {
      const limit = settings[direction];
      if (limit === undefined) return undefined;
      const { beginMs, calls } = windowAt(`${direction} ${account}`, nowMs);
      calls.push(nowMs);
      if (calls.length <= limit) return undefined;
      const error = throttled(says === "limit" ? `,limit:${limit},time:${timeText(windowSeconds)}` : "");
      const endMs = window === "fixed" ? beginMs + windowMs - nowMs : windowMs;
      return says === "retry-after" ? { error, retryAfterSeconds: Math.ceil(endMs / 1000) } : { error };
    },
  };
}
