/** A gateway that allows so many calls in a window and counts those that it refuses. */
import type { Transport, WireAnswer } from "../../../../provider/http/wire";
import type { EventClock } from "../../../support/eventClock";
import { answer } from "./scripted";

export interface GatewayOptions {
  readonly calls: number;
  readonly windowMs: number;
  /** `fixed`: counted anew when the window is over; `sliding`: every call counts for a whole window. */
  readonly window: "fixed" | "sliding";
  /** What a refusal says about when to come again. */
  readonly says: "limit" | "retry-after" | "nothing";
  readonly latencyMs: number;
}

export interface IncomingRequest {
  readonly at: number;
  readonly refused: boolean;
}

export interface ThrottlingGateway {
  readonly arrivals: readonly IncomingRequest[];
  readonly transport: Transport;
}

const units: Readonly<Record<number, string>> = { 1000: "1 second", 60000: "1 minute", 300000: "5 minute" };

export function throttlingGateway(clock: EventClock, options: GatewayOptions): ThrottlingGateway {
  const { calls, windowMs, window, says, latencyMs } = options;
  const arrivals: IncomingRequest[] = [];
  let windowStart = Number.NEGATIVE_INFINITY;

  const beginOf = (now: number) => {
    if (window === "sliding") return now - windowMs;
    if (now - windowStart >= windowMs) windowStart = now;
    return windowStart - 1;
  };

  const refusal = (now: number, begin: number): WireAnswer => {
    const endMs = window === "fixed" ? begin + 1 + windowMs - now : windowMs;
    const limit = says === "limit" ? `: policy user over ratelimit,limit:${calls},time:${units[windowMs]}` : "";
    const body = { error_code: "APIGW.0308", error_msg: `The throttling threshold has been reached${limit}` };
    return answer(429, body, says === "retry-after" ? { "retry-after": String(Math.ceil(endMs / 1_000)) } : {});
  };

  return {
    arrivals,
    transport: async () => {
      await clock.sleep(latencyMs / 2);
      const now = clock.now();
      const begin = beginOf(now);
      const refused = arrivals.filter(({ at }) => at > begin).length >= calls;
      arrivals.push({ at: now, refused });
      await clock.sleep(latencyMs / 2);
      return refused ? refusal(now, begin) : answer(200);
    },
  };
}
