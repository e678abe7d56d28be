/** The way to one host: how fast it is called, how many calls are on their way, and how much may be repeated. */
import type { Clock } from "../../base/clock";
import type { Random } from "../../base/random";
import type { Effect, Operation } from "../../ims/operation";
import type { Failure } from "../failures/failure";
import { createRateLimiter, type EnterOptions, type RateLimiter } from "./rateLimiter";
import { createRetryBudget, type RetryBudget } from "./retryBudget";
import { createSemaphore, type Semaphore } from "./semaphore";

export interface HostLimiter {
  /**
   * Makes an exchange when its turn has come. Undefined, and nothing is sent, when the turn would come after the
   * deadline or the signal is aborted before.
   */
  exchange<Out extends { readonly failure?: Failure | undefined }>(
    operation: Pick<Operation<unknown>, "effect" | "stream">,
    options: EnterOptions,
    exchange: () => Promise<Out>,
  ): Promise<Out | undefined>;
  /** The refusal that holds such calls back; undefined while they may pass. */
  closedBy(effect: Effect): Failure | undefined;
  readonly budget: RetryBudget;
  /** Whether calls that are refused because there are too many wait in `exchange`. */
  readonly isPaced: boolean;
}

const readsPerSecond = 20;
const writesPerSecond = 2;
const exchangesAtATime = 8;
/** So many are refused at most before it is known that there are too many. */
const writesAtATime = 4;

export interface HostOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Called once, when calls are refused because there are too many. */
  readonly onThrottled: () => void;
}

/** For calls that are few, and that others wait for while it is their turn: getting a token must not wait for a turn. */
export function createUnlimitedHost(): HostLimiter {
  const budget = createRetryBudget();
  return {
    budget,
    isPaced: false,
    closedBy: () => undefined,
    exchange: async (_operation, { signal }, exchange) => {
      if (signal?.aborted) return undefined;
      const outcome = await exchange();
      if (outcome.failure === undefined) budget.earn();
      return outcome;
    },
  };
}

export function createHostLimiter({ clock, random, onThrottled }: HostOptions): HostLimiter {
  const reads = createRateLimiter({ clock, random, callsPerSecond: readsPerSecond });
  const writes = createRateLimiter({ clock, random, callsPerSecond: writesPerSecond });
  const slots = createSemaphore(exchangesAtATime);
  const writeSlots = createSemaphore(writesAtATime);
  const budget = createRetryBudget();
  let isThrottled = false;

  const outcomeOf = (failure: Failure | undefined) => {
    if (failure === undefined) return "answered";
    if (failure.class !== "throttled") return failure.status === undefined ? "lost" : "answered";
    if (!isThrottled) onThrottled();
    isThrottled = true;
    return failure;
  };

  const laneOf = (effect: Effect) => (effect === "read" ? reads : writes);

  return {
    budget,
    isPaced: true,
    closedBy: (effect) => laneOf(effect).closedBy(),
    exchange: async ({ effect, stream }, options, exchange) => {
      const limiter = laneOf(effect);
      const held = stream ? [] : effect === "read" ? [slots] : [writeSlots, slots];
      const entered = await enter(limiter, held, options);
      if (entered === undefined) return undefined;
      const { permit, leave } = entered;
      // A file may take an hour: it must not keep others waiting.
      if (stream) permit.release("detached");
      try {
        const outcome = await exchange();
        permit.release(outcomeOf(outcome.failure));
        if (outcome.failure === undefined) budget.earn();
        return outcome;
      } finally {
        leave();
        permit.release("lost");
      }
    },
  };
}

/** Waits for a turn, and with it for a place in each of the slots; another turn when that one is void by then. */
async function enter(limiter: RateLimiter, held: readonly Semaphore[], options: EnterOptions) {
  for (;;) {
    const permit = await limiter.enter(options);
    if (permit === undefined) return undefined;
    const leave = await takeAll(held, options.signal);
    if (leave !== undefined && !permit.isExpired()) return { permit, leave };
    permit.release("lost");
    leave?.();
    if (leave === undefined) return undefined;
  }
}

async function takeAll(held: readonly Semaphore[], signal: AbortSignal | undefined): Promise<(() => void) | undefined> {
  const taken: (() => void)[] = [];
  const leave = () => {
    for (const giveBack of taken) giveBack();
  };
  for (const slots of held) {
    const giveBack = await slots.take(signal);
    if (giveBack === undefined) {
      leave();
      return undefined;
    }
    taken.push(giveBack);
  }
  return leave;
}
