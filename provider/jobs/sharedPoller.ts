/**
 * Waiting for many things at one place. Alone, each is looked at when its own rule says so. From a few on, one list of
 * all of them is asked for now and then, and decides when to look: it never ends a wait itself. Knows nothing of IMS.
 */
import type { Clock } from "../base/clock";
import type { Random } from "../base/random";

/** The state of one thing in a list; an empty text where the list does not show it. */
export interface Shown {
  readonly text: string;
  /** Whether there is nothing to look at as long as lists say so. */
  readonly isUnderWay: boolean;
}

export interface Pause {
  /** When to look by the rule of the wait itself, in milliseconds since 1970. */
  readonly dueAt: number;
  /** When to look even if every list says that nothing has changed. */
  readonly latestAt: number;
  readonly signal: AbortSignal | undefined;
  /** Told of lists that put the look off: of news at once, and of the same every 20 s. @param isOther lists showed something else before */
  readonly onQuiet: (shown: Shown, isOther: boolean) => void;
}

/** Sleeps until the next look is due. */
export type Sleeper = (pause: Pause) => Promise<void>;

/** One wait among the others, until it leaves. */
export interface SharedWait {
  readonly pause: Sleeper;
  /** Whether there are enough waits now to share lists. */
  isShared(): boolean;
  leave(): void;
}

export interface SharedPoller<Listed> {
  /** @param pick what of a list is about this wait  @param before the text that a list would have shown until now */
  join(pick: (listed: Listed) => Shown, before?: string): SharedWait;
}

export interface SharedWaitsOptions<Listed> {
  readonly clock: Clock;
  readonly random: Random;
  /** The time between two lists. */
  readonly everyMs: () => number;
  /** Undefined where so few waits are not worth a list; a list that fails is as good as none. */
  readonly list: (waits: number, signal: AbortSignal) => Promise<Listed> | undefined;
}

/** `changed`: look now; `unchanged`: nothing to look at; `unknown`: the list says nothing that would put a look off. */
type Finding = "changed" | "unchanged" | "unknown";

interface Waiter<Listed> {
  readonly pause: Pause;
  readonly since: number;
  readonly wake: () => void;
  readonly judge: (listed: Listed) => Finding;
  /** Until when the last list puts the look off. */
  quietUntil: number;
}

/** Fewer waits than this look for themselves. */
const fewWaits = 3;
/** A list is believed for so many times the time between two lists. */
const believedFor = 3;
const longestBeliefMs = 30_000;
/** Hundreds of waits that are told all at once would hold the process up. */
const tellAgainMs = 20_000;

export function sharedPoller<Listed>(options: SharedWaitsOptions<Listed>): SharedPoller<Listed> {
  const { clock, random, everyMs } = options;
  const waiters = new Set<Waiter<Listed>>();
  let joined = 0;
  let isRunning = false;
  let listing: AbortController | undefined;
  let nextListAt = 0;
  let wakeUp = new AbortController();

  const dueAt = ({ pause, quietUntil }: Waiter<Listed>) => Math.max(pause.dueAt, Math.min(pause.latestAt, quietUntil));

  const planList = () => {
    nextListAt = clock.now() + everyMs() * (0.95 + 0.05 * random.fraction());
  };

  const apply = (listed: Listed, startedAt: number) => {
    const quietUntil = startedAt + Math.min(believedFor * everyMs(), longestBeliefMs);
    for (const waiter of waiters) {
      // A wait that polled after the list was asked for knows better.
      if (waiter.since > startedAt) continue;
      const verdict = waiter.judge(listed);
      waiter.quietUntil = verdict === "unchanged" ? quietUntil : 0;
      if (verdict === "changed") waiter.wake();
    }
  };

  const startList = () => {
    const startedAt = clock.now();
    const asked = new AbortController();
    const answer = options.list(joined, asked.signal);
    planList();
    if (answer === undefined) return;
    listing = asked;
    const end = () => {
      listing = undefined;
      planList();
      wakeUp.abort();
    };
    void answer
      .then(
        (listed) => apply(listed, startedAt),
        () => {
          for (const waiter of waiters) waiter.quietUntil = 0;
        },
      )
      .then(end);
  };

  const run = async () => {
    planList();
    while (waiters.size > 0) {
      for (const waiter of waiters) if (clock.now() >= dueAt(waiter)) waiter.wake();
      const mayList = joined >= fewWaits && listing === undefined;
      if (mayList && clock.now() >= nextListAt) startList();
      const times = [...waiters].map(dueAt);
      const next = Math.min(...times, mayList ? nextListAt : Number.POSITIVE_INFINITY);
      if (waiters.size === 0) break;
      if (wakeUp.signal.aborted) wakeUp = new AbortController();
      await clock.sleep(Math.max(next - clock.now(), 0), wakeUp.signal);
    }
    isRunning = false;
    listing?.abort();
  };

  const wait = (pause: Pause, judge: Waiter<Listed>["judge"]) =>
    new Promise<void>((resolve) => {
      if (pause.signal?.aborted) return resolve();
      const wake = () => {
        waiters.delete(waiter);
        pause.signal?.removeEventListener("abort", cancel);
        resolve();
      };
      const cancel = () => {
        wake();
        wakeUp.abort();
      };
      const waiter: Waiter<Listed> = { pause, since: clock.now(), wake, judge, quietUntil: 0 };
      pause.signal?.addEventListener("abort", cancel, { once: true });
      waiters.add(waiter);
      wakeUp.abort();
      if (isRunning) return;
      isRunning = true;
      void run();
    });

  return {
    join: (pick, before = "") => {
      let last = before;
      let toldAt = Number.NEGATIVE_INFINITY;
      const judge = (listed: Listed, { onQuiet }: Pause): Finding => {
        const shown = pick(listed);
        const isNew = shown.text !== last;
        const isOther = isNew && last !== "";
        last = shown.text;
        if (!shown.isUnderWay) return isNew ? "changed" : "unknown";
        if (isNew || clock.now() - toldAt >= tellAgainMs) {
          toldAt = clock.now();
          onQuiet(shown, isOther);
        }
        return "unchanged";
      };
      joined += 1;
      return {
        pause: (pause) => wait(pause, (listed) => judge(listed, pause)),
        isShared: () => joined >= fewWaits,
        leave: () => {
          joined -= 1;
        },
      };
    },
  };
}
