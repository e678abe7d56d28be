/** Turns a request into headers that prove who is asking. */
export interface RequestToAuthenticate {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly contentType: string;
  /** The exact bytes, empty when there are none; undefined when they are streamed, and cannot be hashed beforehand. */
  readonly body: Uint8Array | string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Headers = Readonly<Record<string, string>>;

export interface Authenticator {
  /** The largest body that the gateway takes with these credentials; no limit when it is left out. */
  readonly maxBodyBytes?: number;
  /** Advice for the user when the service does not accept these credentials. */
  readonly whenRefused: string;
  /** All headers of the request; made anew for every attempt, because a signature is bound to its date. */
  headers(request: RequestToAuthenticate): Promise<Headers>;
  /**
   * Called at most once for each operation, when the service has answered 401 to these headers and the clock is not to
   * blame. True when newer credentials are at hand, with which another attempt is worth it.
   */
  renew(refused: Headers): Promise<boolean>;
  /** Every value held now that no text may show; asked again after every call of `headers`. */
  secrets(): readonly string[];
}
