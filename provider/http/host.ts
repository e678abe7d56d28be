/** The way to one host: how fast it is called, how many calls are on their way, and how much may be repeated. */
import type { Clock } from "../base/clock";
import type { Random } from "../base/random";
import type { Operation } from "../ims/operation";
import type { SendOptions } from "./cloud";
import type { Failure } from "./failure";
import { createPace } from "./pace";
import { createRetryBudget, type RetryBudget } from "./retryBudget";
import { createSlots } from "./slots";

export interface Host {
  /**
   * Makes an exchange when its turn has come. Undefined, and nothing is sent, when the turn would come after the
   * deadline or the signal is aborted before.
   */
  exchange<Out extends { readonly failure?: Failure | undefined }>(
    operation: Pick<Operation<unknown>, "effect" | "stream">,
    options: SendOptions,
    exchange: () => Promise<Out>,
  ): Promise<Out | undefined>;
  readonly budget: RetryBudget;
  /** Whether calls that are refused because there are too many wait in `exchange`. */
  readonly isPaced: boolean;
}

const readsPerSecond = 20;
const writesPerSecond = 2;
const exchangesAtATime = 8;

export interface HostOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Called once, when calls are refused because there are too many. */
  readonly onThrottled: () => void;
}

/** For calls that are few, and that others wait for while it is their turn: getting a token must not wait for a turn. */
export function createOpenHost(): Host {
  const budget = createRetryBudget();
  return {
    budget,
    isPaced: false,
    exchange: async (_operation, { signal }, exchange) => {
      if (signal?.aborted) return undefined;
      const outcome = await exchange();
      if (outcome.failure === undefined) budget.earn();
      return outcome;
    },
  };
}

export function createHost({ clock, random, onThrottled }: HostOptions): Host {
  const reads = createPace({ clock, random, callsPerSecond: readsPerSecond });
  const writes = createPace({ clock, random, callsPerSecond: writesPerSecond });
  const slots = createSlots(exchangesAtATime);
  const budget = createRetryBudget();
  let isThrottled = false;

  const receptionOf = (failure: Failure | undefined) => {
    if (failure === undefined) return "answered";
    if (failure.class !== "throttled") return failure.status === undefined ? "lost" : "answered";
    if (!isThrottled) onThrottled();
    isThrottled = true;
    return failure;
  };

  return {
    budget,
    isPaced: true,
    exchange: async ({ effect, stream }, options, exchange) => {
      const tell = await (effect === "read" ? reads : writes).enter(options);
      if (tell === undefined) return undefined;
      // A file may take an hour: it must not keep others waiting.
      if (stream) tell("long");
      const giveBack = stream ? () => undefined : await slots.take(options.signal);
      try {
        if (giveBack === undefined) return undefined;
        const outcome = await exchange();
        tell(receptionOf(outcome.failure));
        if (outcome.failure === undefined) budget.earn();
        return outcome;
      } finally {
        giveBack?.();
        tell("lost");
      }
    },
  };
}
