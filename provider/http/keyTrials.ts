/**
 * A key that nobody has accepted yet is tried by one call while the others wait, and a key that was refused is not tried
 * again: after five failures in a row the cloud locks a key for everybody who uses it.
 */
import { createHash } from "node:crypto";
import type { ImsError } from "../base/errors";

export interface KeyTrials {
  /**
   * Waits while the first call with these secrets is on its way; throws what that one was told when they were refused.
   * Gives the function that takes the verdict on them: the refusal, or nothing.
   */
  admit(secrets: readonly string[]): Promise<(refusal?: ImsError) => void>;
}

interface Trial {
  /** Resolves when the first call knows more. */
  readonly running: Promise<void>;
  refusal: ImsError | undefined;
}

export function createKeyTrials(): KeyTrials {
  const trials = new Map<string, Trial>();
  return {
    admit: async (secrets) => {
      const key = createHash("sha256").update(JSON.stringify(secrets)).digest("hex");
      const earlier = trials.get(key);
      if (earlier !== undefined) {
        await earlier.running;
        if (earlier.refusal) throw earlier.refusal;
        return () => undefined;
      }
      let end: () => void = () => undefined;
      const running = new Promise<void>((resolve) => {
        end = resolve;
      });
      const trial: Trial = { running, refusal: undefined };
      trials.set(key, trial);
      let isJudged = false;
      return (refusal) => {
        if (!isJudged) trial.refusal = refusal;
        isJudged = true;
        end();
      };
    },
  };
}
