/** How far the clock of this machine is from the clock of the cloud, learned from a refusal for an old or future date. */
import type { Clock } from "../../base/clock";
import { formatDuration } from "../../base/duration";
import type { Failure } from "../failures/failure";

export interface ClockSkew {
  /** The time of the cloud as far as it is known, in milliseconds since 1970. */
  now(): number;
  /** True when the refusal is for its date, and a request with the date of now may be accepted. */
  learn(failure: Failure, datedAt: number): boolean;
}

const longestMs = 24 * 3_600_000;
const worthSayingMs = 60_000;
/** The gateway tells 15 minutes; less than that is no reason for a refusal. */
const noReasonMs = 5 * 60_000;

export function createClockSkew(clock: Clock, notice: (text: string) => void): ClockSkew {
  let offsetMs = 0;
  let isLearned = false;
  const now = () => clock.now() + offsetMs;

  const learnOnce = (cloudTime: number) => {
    const foundMs = cloudTime - clock.now();
    if (isLearned || !(Math.abs(foundMs) <= longestMs)) return;
    isLearned = true;
    offsetMs = foundMs;
    if (Math.abs(foundMs) > worthSayingMs) {
      const which = foundMs > 0 ? "behind" : "ahead of";
      notice(
        `The clock of this machine is ${formatDuration(Math.abs(foundMs))} ${which} the cloud's; requests are dated by the cloud's. Set the clock.`,
      );
    }
  };

  return {
    now,
    learn: ({ status, text, headers }, datedAt) => {
      if (status !== 401 || !/signature expired/i.test(text)) return false;
      learnOnce(Date.parse(headers?.["date"] ?? ""));
      return Math.abs(now() - datedAt) > noReasonMs;
    },
  };
}
