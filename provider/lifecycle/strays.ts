/** Images that carry a resource's marker and that no entry of the state names. */
import type { Clock } from "../base/clock";
import type { Cloud, SendOptions } from "../http/cloud";
import { findMarked, type MarkedImage } from "./lookUp";
import { resourceOf } from "./marker";

/** One search for all reads of a refresh: they come together and ask the same. */
export interface Strays {
  relativesOf(cloud: Cloud, token: string, imageId: string, options: SendOptions): Promise<readonly MarkedImage[]>;
}

const sharedForMs = 30_000;

export function strays(clock: Clock): Strays {
  const searches = new Map<string, { readonly at: number; readonly found: Promise<MarkedImage[]> }>();

  const search = (cloud: Cloud, options: SendOptions) => {
    const { imsEndpoint, projectId } = cloud.place;
    const key = `${imsEndpoint} ${projectId}`;
    const last = searches.get(key);
    if (last !== undefined && clock.now() - last.at < sharedForMs) return last.found;
    const found = findMarked(cloud, options);
    searches.set(key, { at: clock.now(), found });
    return found;
  };

  return {
    relativesOf: async (cloud, token, imageId, options) => {
      const marked = await search(cloud, options);
      return marked.filter(({ marker, imageId: id }) => marker.resource === resourceOf(token) && id !== imageId);
    },
  };
}
