/**
 * A signal that is aborted after a time, or together with another one. Of `AbortSignal.any` over `AbortSignal.timeout`
 * Node 20 and 22 may collect the timer as garbage, and the time-out never comes (nodejs/node#57736).
 */
import { systemClock } from "./clock";

export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Lets go of the timer and of the other signal. */
  end(): void;
}

export function timeLimit(ms: number, outer: AbortSignal | undefined): TimeLimit {
  const limit = new AbortController();
  const ended = new AbortController();
  const passOn = () => limit.abort(outer?.reason);
  if (outer?.aborted) passOn();
  outer?.addEventListener("abort", passOn, { once: true, signal: ended.signal });
  void systemClock.sleep(ms, ended.signal).then(() => {
    if (!ended.signal.aborted) limit.abort(new DOMException("The time-out has passed", "TimeoutError"));
  });
  return { signal: limit.signal, end: () => ended.abort() };
}
