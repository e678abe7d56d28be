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
}

const readsPerSecond = 20;
const writesPerSecond = 2;
const exchangesAtATime = 8;

export function createHost(clock: Clock, random: Random): Host {
  const reads = createPace({ clock, random, callsPerSecond: readsPerSecond });
  const writes = createPace({ clock, random, callsPerSecond: writesPerSecond });
  const slots = createSlots(exchangesAtATime);
  const budget = createRetryBudget();
  return {
    budget,
    exchange: async ({ effect, stream }, options, exchange) => {
      const tell = await (effect === "read" ? reads : writes).enter(options);
      // A file may take an hour: it must not keep others waiting.
      const giveBack = tell && (stream ? () => undefined : await slots.take(options.signal));
      try {
        if (giveBack === undefined) return undefined;
        const outcome = await exchange();
        tell?.(receptionOf(outcome.failure));
        if (outcome.failure === undefined) budget.earn();
        return outcome;
      } finally {
        giveBack?.();
        tell?.("lost");
      }
    },
  };
}

function receptionOf(failure: Failure | undefined) {
  if (failure?.class === "throttled") return failure;
  return failure === undefined || failure.status !== undefined ? "answered" : "lost";
}
