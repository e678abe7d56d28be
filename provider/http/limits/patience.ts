/** Tells what a call waits for, once it takes long. */
import type { Alarm } from "../../base/alarm";
import type { Clock } from "../../base/clock";
import type { OnWait, Waiting } from "../../base/waiting";

export interface Patience {
  /** Nothing is sent until then. */
  pauses(nextAt: number, refusal: Waiting["refusal"]): void;
  /** Something else has to come first, and nobody knows when: an answer, a free connection. */
  waits(): void;
  /** Somebody else waits, and this call for them. */
  readonly hear: OnWait;
  end(): void;
}

export interface PatienceOptions {
  readonly what: string;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly onWait: OnWait | undefined;
}

const longMs = 10_000;

export function createPatience({ what, clock, alarm, onWait }: PatienceOptions): Patience {
  const startedAt = clock.now();
  let silence: () => void = () => undefined;
  const hear: OnWait = (waiting) => {
    silence();
    onWait?.(waiting);
  };
  return {
    hear,
    pauses: (nextAt, refusal) => {
      silence();
      if (nextAt - startedAt >= longMs) onWait?.({ what, refusal, nextAt });
    },
    waits: () => {
      silence();
      if (onWait !== undefined) silence = alarm(longMs, () => onWait({ what }));
    },
    end: () => silence(),
  };
}
