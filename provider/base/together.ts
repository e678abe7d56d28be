/** One call for all who ask for the same within a moment. It starts after the last of them has asked, so it is never older than a question. */
import type { Clock } from "./clock";

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds since 1970. */
  readonly deadline: number;
}

export type Ask<Item, Out> = (item: Item, options: AskOptions) => Promise<Out>;

interface Gathering<Item, Out> {
  readonly items: Item[];
  readonly options: AskOptions;
  readonly answer: Promise<Out>;
}

/** Who would give up so much earlier or later asks alone. */
const deadlineToleranceMs = 5_000;

export function together<Item, Out>(
  clock: Clock,
  gatherMs: () => number,
  call: (items: readonly Item[], options: AskOptions) => Promise<Out>,
): Ask<Item, Out> {
  let gathering: Gathering<Item, Out> | undefined;

  const begin = (item: Item, options: AskOptions): Gathering<Item, Out> => {
    const items = [item];
    const answer = clock.sleep(gatherMs(), options.signal).then(() => {
      if (gathering?.items === items) gathering = undefined;
      return call(items, options);
    });
    return { items, options, answer };
  };

  return (item, options) => {
    if (gathering !== undefined && fits(gathering.options, options)) gathering.items.push(item);
    else gathering = begin(item, options);
    return gathering.answer;
  };
}

function fits(a: AskOptions, b: AskOptions): boolean {
  return a.signal === b.signal && Math.abs(a.deadline - b.deadline) <= deadlineToleranceMs;
}
