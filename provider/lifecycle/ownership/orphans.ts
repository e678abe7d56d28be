/** Images that carry a resource's marker and that no entry of the state names. */
import type { Clock } from "../../base/clock";
import { createAudience } from "../../base/waiting";
import type { SendOptions } from "../../http/client/cloud";
import { type MarkedImage, otherImagesIn, type Search, searchByMarker } from "./findOwnImages";

/** One search for all reads of a refresh: they come together and ask the same. */
export interface Orphans {
  otherImagesOf(search: Search, imageId: string, options: SendOptions): Promise<readonly MarkedImage[]>;
}

type Find = (options: SendOptions) => Promise<MarkedImage[]>;

const sharedForMs = 30_000;

export function orphans(clock: Clock): Orphans {
  const searches = new Map<string, { readonly at: number; readonly find: Find }>();

  const search = ({ cloud, kind }: Search, options: SendOptions) => {
    const { imsEndpoint, projectId } = cloud.place;
    const key = `${imsEndpoint} ${projectId} ${kind.markedBy}`;
    const last = searches.get(key);
    if (last !== undefined && clock.now() - last.at < sharedForMs) return last.find(options);
    const { tell, listen } = createAudience();
    const found = searchByMarker({ cloud, kind }, { ...options, onWait: tell });
    const find: Find = ({ onWait }) => listen(onWait, found);
    searches.set(key, { at: clock.now(), find });
    return find(options);
  };

  return {
    otherImagesOf: async (wanted, imageId, options) => {
      const marked = await search(wanted, options);
      return otherImagesIn(marked, wanted.entry.token).filter(({ imageId: id }) => id !== imageId);
    },
  };
}
