// What strict mode has against the way a client signs, kept until somebody asks.
import type { LogEntry } from "./requestLog";

export interface Objection {
  /** Number of the request in the log. */
  n: number;
  method: string;
  /** Path with query. */
  path: string;
  why: string;
}

export interface Objections {
  add(entry: LogEntry, why: string): void;
  /** Those since the last time. */
  take(): Objection[];
}

export function createObjections(): Objections {
  const kept: Objection[] = [];
  return {
    add: ({ n, method, path }, why) => void kept.push({ n, method, path, why }),
    take: () => kept.splice(0),
  };
}
