import type { Clock } from "../base/clock";

export interface ProgressFilter {
  /** Whether there is something new to show, or the same after a while. */
  mayShow(urn: string, subject: string): boolean;
  /** A step was shown: any progress after it is news. */
  noteStep(urn: string): void;
}

const changedAfterMs = 1_000;
const sameAfterMs = 30_000;

/** Output that is no terminal prints a line for each message: news at most once a second, the same every 30 s. */
export function progressFilter(clock: Clock): ProgressFilter {
  const last = new Map<string, { readonly subject: string; readonly at: number }>();
  return {
    mayShow: (urn, subject) => {
      const before = last.get(urn);
      const pause = before?.subject === subject ? sameAfterMs : changedAfterMs;
      if (before !== undefined && clock.now() - before.at < pause) return false;
      last.set(urn, { subject, at: clock.now() });
      return true;
    },
    noteStep: (urn) => {
      last.delete(urn);
    },
  };
}
