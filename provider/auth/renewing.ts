/** Something that is over some time: fetched when it is first needed, and again before it ends, once for all who need it. */
export interface Expiring<Value> {
  readonly value: Value;
  readonly lifetimeMs: number;
}

export interface Renewing<Value> {
  get(): Promise<Value>;
  /**
   * After a refusal; true when there is a newer one than the refused one. One that is refused as soon as it came is
   * replaced once in a minute at most: who may not do a thing may not do it with another one either.
   */
  renew(isRefused: (value: Value) => boolean): Promise<boolean>;
  held(): Value | undefined;
}

export interface RenewingOptions {
  readonly now: () => number;
  /** How long before the end a new one is fetched. */
  readonly leadMs: (lifetimeMs: number) => number;
}

const pauseAfterRefusalMs = 60_000;
const pauseAfterFailureMs = 60_000;

export function renewing<Value>(
  fetch: () => Promise<Expiring<Value>>,
  { now, leadMs }: RenewingOptions,
): Renewing<Value> {
  let held: { readonly value: Value; readonly endsAt: number } | undefined;
  let renewAt = 0;
  let refusedUntil = 0;
  let running: Promise<Value> | undefined;

  const fetchOnce = (): Promise<Value> => {
    running ??= fetch()
      .then(({ value, lifetimeMs }) => {
        held = { value, endsAt: now() + lifetimeMs };
        renewAt = held.endsAt - leadMs(lifetimeMs);
        return value;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    held: () => held?.value,
    get: async () => {
      if (held === undefined || now() >= held.endsAt) return fetchOnce();
      if (now() >= renewAt) {
        renewAt = now() + pauseAfterFailureMs;
        // The held credentials stay valid for a while: no call waits, and a failure is left to the next try.
        void fetchOnce().catch(() => undefined);
      }
      return held.value;
    },
    renew: async (isRefused) => {
      if (held !== undefined && !isRefused(held.value)) return true;
      if (running === undefined && now() < refusedUntil) return false;
      await fetchOnce();
      refusedUntil = now() + pauseAfterRefusalMs;
      return true;
    },
  };
}
