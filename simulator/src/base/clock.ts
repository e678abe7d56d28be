// Time as a port: the simulator asks a clock and nothing else, so a test can move time by hand.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
