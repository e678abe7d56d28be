// One entry per request, complete once the request has been answered or cut off.

export interface LogEntry {
  /** Number of the request, counted from one at arrival. */
  n: number;
  /** Arrival, in milliseconds since 1970. */
  at: number;
  method: string;
  /** Path with query. */
  path: string;
  /** Status of the answer; 0 when there was none. */
  status: number;
  durationMs: number;
  /** flat, scoped, derived, token, none, or failed:<why>. */
  signature: string;
  operation: string;
  /** The JSON body of the request; never that of a token request. */
  body?: unknown;
  /** Kind of the fault that met the request. */
  fault?: string;
  /** Code of the refusal, if any. */
  errorCode?: string;
  /** What the server signed, shown when a signature did not match. */
  canonicalRequest?: string;
  requestId: string;
}

export interface RequestLog {
  entries: readonly LogEntry[];
  nextNumber(): number;
  add(entry: LogEntry): void;
  reset(): void;
}

export function createRequestLog(onRequest?: (entry: LogEntry) => void): RequestLog {
  const entries: LogEntry[] = [];
  let arrived = 0;
  return {
    entries,
    nextNumber: () => ++arrived,
    add(entry) {
      entries.push(entry);
      onRequest?.(entry);
    },
    reset() {
      entries.length = 0;
      arrived = 0;
    },
  };
}
