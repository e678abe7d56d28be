/** One call for all who ask for the same within a moment. It starts after the last of them has asked, so it is never older than a question. */
import type { Clock } from "./clock";
import { type Audience, createAudience, type OnWait } from "./waiting";

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds since 1970. */
  readonly deadline: number;
  /** Told what the call waits for, when it takes long. */
  readonly onWait?: OnWait | undefined;
}

export type Ask<Item, Out> = (item: Item, options: AskOptions) => Promise<Out>;

interface Gathering<Item, Out> {
  readonly items: Item[];
  readonly options: AskOptions;
  readonly answer: Promise<Out>;
  readonly audience: Audience;
}

/** A call whose deadline differs by more than this is sent alone. */
const deadlineToleranceMs = 5_000;

export function batch<Item, Out>(
  clock: Clock,
  gatherMs: () => number,
  call: (items: readonly Item[], options: AskOptions) => Promise<Out>,
): Ask<Item, Out> {
  let gathering: Gathering<Item, Out> | undefined;

  const begin = (item: Item, options: AskOptions): Gathering<Item, Out> => {
    const items = [item];
    const audience = createAudience();
    const answer = clock.sleep(gatherMs(), options.signal).then(() => {
      if (gathering?.items === items) gathering = undefined;
      return call(items, { ...options, onWait: audience.tell });
    });
    return { items, options, answer, audience };
  };

  return (item, options) => {
    if (gathering !== undefined && fits(gathering.options, options)) gathering.items.push(item);
    else gathering = begin(item, options);
    return gathering.audience.listen(options.onWait, gathering.answer);
  };
}

function fits(a: AskOptions, b: AskOptions): boolean {
  return a.signal === b.signal && Math.abs(a.deadline - b.deadline) <= deadlineToleranceMs;
}
