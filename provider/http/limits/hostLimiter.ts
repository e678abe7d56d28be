/** The way to one host: how fast it is called, how many calls are on their way, and how much may be repeated. */
import type { Clock } from "../../base/clock";
import type { Random } from "../../base/random";
import type { Effect, Operation } from "../../ims/operation";
import type { Failure } from "../failures/failure";
import { createPace, type EnterOptions, type Pace } from "./rateLimiter";
import { createRetryBudget, type RetryBudget } from "./retryBudget";
import { createSlots, type Slots } from "./semaphore";

export interface Host {
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
export function createOpenHost(): Host {
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

export function createHost({ clock, random, onThrottled }: HostOptions): Host {
  const reads = createPace({ clock, random, callsPerSecond: readsPerSecond });
  const writes = createPace({ clock, random, callsPerSecond: writesPerSecond });
  const slots = createSlots(exchangesAtATime);
  const writeSlots = createSlots(writesAtATime);
  const budget = createRetryBudget();
  let isThrottled = false;

  const receptionOf = (failure: Failure | undefined) => {
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
      const lane = laneOf(effect);
      const held = stream ? [] : effect === "read" ? [slots] : [writeSlots, slots];
      const entered = await enter(lane, held, options);
      if (entered === undefined) return undefined;
      const { turn, leave } = entered;
      // A file may take an hour: it must not keep others waiting.
      if (stream) turn.tell("long");
      try {
        const outcome = await exchange();
        turn.tell(receptionOf(outcome.failure));
        if (outcome.failure === undefined) budget.earn();
        return outcome;
      } finally {
        leave();
        turn.tell("lost");
      }
    },
  };
}

/** Waits for a turn, and with it for a place in each of the slots; another turn when that one is void by then. */
async function enter(lane: Pace, held: readonly Slots[], options: EnterOptions) {
  for (;;) {
    const turn = await lane.enter(options);
    if (turn === undefined) return undefined;
    const leave = await takeAll(held, options.signal);
    if (leave !== undefined && !turn.isVoid()) return { turn, leave };
    turn.tell("lost");
    leave?.();
    if (leave === undefined) return undefined;
  }
}

async function takeAll(held: readonly Slots[], signal: AbortSignal | undefined): Promise<(() => void) | undefined> {
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
