/** A list page by page, until one is not full. */
import { ImsError } from "../../base/errors";

export interface Paging<Item> {
  readonly pageSize: number;
  readonly idOf: (item: Item) => string;
  /** The page after those that have been seen. */
  readonly ask: (seen: readonly Item[]) => Promise<readonly Item[]>;
}

/** A full page that shows nothing new would go on for ever, and to end there would call what follows it absent: an error. */
export async function allPages<Item>({ pageSize, idOf, ask }: Paging<Item>): Promise<Item[]> {
  const seen = new Map<string, Item>();
  for (;;) {
    const page = await ask([...seen.values()]);
    const before = seen.size;
    for (const item of page) seen.set(idOf(item), item);
    if (page.length < pageSize) return [...seen.values()];
    if (seen.size === before) {
      throw new ImsError("MALFORMED_ANSWER", `The service repeats a page of its list after ${before} images`);
    }
  }
}
