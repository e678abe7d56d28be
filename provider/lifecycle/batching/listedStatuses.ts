import type { ImageState } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";

/** The statuses that a list shows, by image id and by the value of the marker; several where it shows an image twice. */
export type ListedStatuses = ReadonlyMap<string, ReadonlySet<string>>;

/** Made once for each list, so that many waits do not search it one by one. */
export function listedStatuses(states: readonly ImageState[]): ListedStatuses {
  const listed = new Map<string, Set<string>>();
  for (const { id, status, tags } of states) {
    for (const key of [id, tags[markerKey] ?? ""]) {
      const statuses = listed.get(key) ?? new Set();
      listed.set(key, statuses.add(status));
    }
  }
  listed.delete("");
  return listed;
}
