// More than five failed signatures in a row lock an access key for five minutes, for right signatures too.

export interface Lockout {
  isLocked(accessKey: string, nowMs: number): boolean;
  failed(accessKey: string, nowMs: number): void;
  succeeded(accessKey: string): void;
}

const ALLOWED_FAILURES = 5;
const LOCK_MS = 300_000;

export function createLockout(): Lockout {
  const failures = new Map<string, number>();
  const lockedUntil = new Map<string, number>();
  return {
    isLocked: (accessKey, nowMs) => nowMs < (lockedUntil.get(accessKey) ?? 0),
    failed(accessKey, nowMs) {
      const count = (failures.get(accessKey) ?? 0) + 1;
      failures.set(accessKey, count > ALLOWED_FAILURES ? 0 : count);
      if (count > ALLOWED_FAILURES) lockedUntil.set(accessKey, nowMs + LOCK_MS);
    },
    succeeded: (accessKey) => void failures.delete(accessKey),
  };
}
