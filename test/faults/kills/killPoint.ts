/** Where a process is killed: at a request that the simulator sees, and at which moment of it. */
import type { LogEntry } from "pulumi-ims-simulator";

/**
 * | moment | what has happened when the process dies |
 * |---|---|
 * | `before` | the request was sent and is never carried out |
 * | `underWay` | the request was sent and is carried out a moment later |
 * | `after` | the request was carried out, its answer was not read |
 * | `between` | the answer is on its way, or the process works on it |
 */
export const moments = ["before", "underWay", "after", "between"] as const;
export type Moment = (typeof moments)[number];

/** The nth request of a call, counted from one. */
export interface Boundary {
  readonly method: string;
  /** A regular expression for the path: the ids in it are others in every run. */
  readonly path: string;
  readonly nth: number;
}

export interface KillPoint extends Boundary {
  readonly moment: Moment;
}

const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}/g;

/** How often a wait polls differs from run to run: the first polls stand for all. */
const polled = 2;

/** The boundaries of an operation, from the requests of a run in which nothing happened. */
export function boundariesOf(log: readonly LogEntry[]): Boundary[] {
  const seen = new Map<string, number>();
  return log.flatMap(({ method, path }) => {
    const pattern = `^${(path.split("?")[0] ?? "").replaceAll(".", "\\.").replace(id, "[^/]+")}$`;
    const key = `${method} ${pattern}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return pattern.includes("/jobs/") && nth > polled ? [] : [{ method, path: pattern, nth }];
  });
}
