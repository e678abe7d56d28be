// The one place where tags of an image change. Searches may go on with the old ones for a while.
import type { ImageRow } from "../store/images";
import type { World } from "./world";

export function changeTagsOf(world: World, row: ImageRow, tags: ReadonlyMap<string, string>): void {
  const nowMs = world.clock.now();
  const believed = indexedTags(row, nowMs);
  row.indexed = { tags: believed, untilMs: nowMs + world.store.lags.searchMs / world.speed };
  row.tags = new Map(tags);
  row.updatedMs = nowMs;
}

/** The tags that a search knows. */
export const indexedTags = ({ indexed, tags }: ImageRow, nowMs: number): ReadonlyMap<string, string> =>
  indexed !== undefined && nowMs < indexed.untilMs ? indexed.tags : tags;
