/**
 * A key that nobody has accepted yet is tried by one call while the others wait, and a key that was refused is not tried
 * again: after five failures in a row the cloud locks a key for everybody who uses it.
 */
import { createHash } from "node:crypto";
import type { ImsError } from "../../base/errors";

export interface CredentialGuard {
  /**
   * Waits while the same operation is on its way with the same secrets for the first time; throws what that one was told
   * when they were refused. Gives the function that takes the verdict on them, once: the refusal, or nothing.
   */
  acquire(secrets: readonly string[], operation: string): Promise<(refusal?: ImsError) => void>;
}

const nothingToJudge = () => undefined;

export function createKeyTrials(): CredentialGuard {
  const verdicts = new Map<string, ImsError | "not refused">();
  const running = new Map<string, Promise<void>>();

  /** Whether the secrets may be used; undefined when nobody knows. */
  const look = (key: string) => {
    const verdict = verdicts.get(key);
    if (verdict instanceof Error) throw verdict;
    return verdict;
  };

  return {
    acquire: async (secrets, operation) => {
      const key = createHash("sha256").update(JSON.stringify(secrets)).digest("hex");
      if (look(key)) return nothingToJudge;
      // Not for other operations: one may wait for another, which gets it the token that it needs.
      const trial = `${operation} ${key}`;
      const earlier = running.get(trial);
      if (earlier !== undefined) {
        await earlier;
        look(key);
        return nothingToJudge;
      }
      let end: () => void = nothingToJudge;
      running.set(
        trial,
        new Promise<void>((resolve) => {
          end = resolve;
        }),
      );
      return (refusal) => {
        if (!verdicts.has(key)) verdicts.set(key, refusal ?? "not refused");
        end();
      };
    },
  };
}
