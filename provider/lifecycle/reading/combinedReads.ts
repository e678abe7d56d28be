/** Reads that arrive together become one list of the project's images; one read alone stays one small call. */

import { batch } from "../../base/batch";
import type { Clock } from "../../base/clock";
import { createAudience, type OnWait } from "../../base/waiting";
import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { listedAlone } from "./fetchImage";
import { type OwnImages, readOwnImages } from "./ownImages";

export interface CombinedReads {
  /**
   * The image as a list shows it; undefined where the list does not show it, or not active: then only the native call
   * knows. @param maxAgeMs how long before this call the list may have been asked for
   */
  find(imageId: string, options: SendOptions, maxAgeMs: number): Promise<ServiceImage | undefined>;
}

export interface CombinedReadsOptions {
  readonly clock: Clock;
  readonly cloud: Cloud;
  /** Counts our own changes: a list from before one is worth nothing. */
  readonly changes: () => number;
  /** A read of the present state comes before a change, which takes its time: so long others may join. */
  readonly gatherFreshMs: () => number;
}

interface Snapshot {
  readonly at: number;
  readonly changes: number;
  readonly found: Found;
}

interface Wanted {
  readonly imageId: string;
}

type Found = (imageId: string, options: SendOptions) => Promise<ServiceImage | undefined>;

const gatherMs = 10;
/** Reads that come one after the other are taken for a series after so many in this time. */
const seriesLength = 3;
const seriesMs = 5_000;

export function combinedReads({ clock, cloud, changes, gatherFreshMs }: CombinedReadsOptions): CombinedReads {
  let snapshot: Snapshot | undefined;
  /** How many calls a list takes here, as far as is known: fewer reads than that are cheaper one by one. */
  let pages = 1;
  let lone: number[] = [];

  const list = (options: SendOptions): Found => {
    const { tell, listen } = createAudience();
    const listed = readOwnImages(cloud, { ...options, onWait: tell });
    const found = fromList((onWait) => listen(onWait, listed));
    const taken = { at: clock.now(), changes: changes(), found };
    snapshot = taken;
    void listed.then(
      (own) => {
        pages = own.pages;
      },
      () => {
        if (snapshot === taken) snapshot = undefined;
      },
    );
    return found;
  };

  const isSeries = () => {
    const now = clock.now();
    lone = [...lone.filter((at) => now - at < seriesMs), now];
    return lone.length >= seriesLength;
  };

  const answer = async (wanted: readonly Wanted[], options: SendOptions): Promise<{ readonly found: Found }> => {
    const ids = new Set(wanted.map(({ imageId }) => imageId));
    const isWorthIt = ids.size > pages || (ids.size === 1 && pages === 1 && isSeries());
    return { found: isWorthIt ? list(options) : listedAlone(cloud) };
  };
  const ask = batch(clock, () => gatherMs, answer);
  const askFresh = batch(clock, gatherFreshMs, answer);

  return {
    find: async (imageId, options, maxAgeMs) => {
      const oldest = clock.now() - maxAgeMs;
      const known = snapshot !== undefined && snapshot.at >= oldest && snapshot.changes === changes();
      const found =
        known && snapshot ? snapshot.found : (await (maxAgeMs > 0 ? ask : askFresh)({ imageId }, options)).found;
      // A list that fails says nothing of this image, and each read tells its own trouble.
      return found(imageId, options).catch(() => listedAlone(cloud)(imageId, options));
    },
  };
}

function fromList(listed: (onWait: OnWait | undefined) => Promise<OwnImages>): Found {
  return async (imageId, { onWait }) => {
    const image = (await listed(onWait)).images.get(imageId);
    return image?.status === "active" ? image : undefined;
  };
}
