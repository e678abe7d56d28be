import type { Clock } from "../base/clock";

const changedAfterMs = 1_000;
const sameAfterMs = 30_000;

/** Output that is no terminal prints a line for each message: news at most once
 * a second, the same words every 30 s. */
export function progressFilter(clock: Clock): (urn: string, message: string) => boolean {
  const last = new Map<string, { readonly message: string; readonly at: number }>();
  return (urn, message) => {
    const before = last.get(urn);
    const pause = before?.message === message ? sameAfterMs : changedAfterMs;
    if (before !== undefined && clock.now() - before.at < pause) return false;
    last.set(urn, { message, at: clock.now() });
    return true;
  };
}
