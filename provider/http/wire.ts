/** One HTTP exchange as it goes over the wire. */
import type { StreamBody } from "../base/streamBody";

export interface WireRequest {
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | StreamBody | undefined;
  /** A connection of its own: a reused one may be closed by the server at the moment of sending, which looks like a lost answer. */
  readonly freshConnection: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type Transport = (request: WireRequest) => Promise<WireAnswer>;
