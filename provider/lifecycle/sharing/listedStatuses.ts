import type { ImageState } from "../../ims/image";
import { readMarker } from "../marker";

/** The statuses that a list shows, by image id and by the token of the marker; several where it shows an image twice. */
export type ListedStatuses = ReadonlyMap<string, ReadonlySet<string>>;

/** Made once for each list, so that many waits do not search it one by one. */
export function listedStatuses(states: readonly ImageState[]): ListedStatuses {
  const listed = new Map<string, Set<string>>();
  for (const { id, status, tags } of states) {
    for (const key of [id, readMarker(tags)?.token ?? ""]) {
      const statuses = listed.get(key) ?? new Set();
      listed.set(key, statuses.add(status));
    }
  }
  listed.delete("");
  return listed;
}
