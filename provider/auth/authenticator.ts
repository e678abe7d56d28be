/** Turns a request into headers that prove who is asking. */
export interface RequestToAuthenticate {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly contentType: string;
  readonly body: Uint8Array | string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Authenticator {
  /** All headers of the request; made anew for every attempt, because a signature is bound to its date. */
  headers(request: RequestToAuthenticate): Promise<Readonly<Record<string, string>>>;
}
