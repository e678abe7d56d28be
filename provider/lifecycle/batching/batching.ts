/** Calls that operations of one process share when they run at the same time, at one place and with one key. */

import { batch } from "../../base/batch";
import type { Clock } from "../../base/clock";
import type { Random } from "../../base/random";
import type { OnWait } from "../../base/waiting";
import type { Cloud, SendOptions, WantedPlace } from "../../http/client/cloud";
import { listOwnStates } from "../../ims/images";
import { type SharedPoller, sharedPoller } from "../../jobs/sharedPoller";
import type { Kind } from "../../kinds/kind";
import { type MarkedImage, searchByMarker } from "../ownership/findOwnImages";
import { type CombinedReads, combinedReads } from "../reading/combinedReads";
import { type OwnImages, readOwnImages } from "../reading/ownImages";
import { type ListedStatuses, listedStatuses } from "./listedStatuses";

export interface BatchedPlace {
  readonly reads: CombinedReads;
  /** Look-up 1 (docs/architecture.md, Create) of creates that start within a moment. */
  searchByMarker(markedBy: Kind["markedBy"], options: SendOptions): Promise<MarkedImage[]>;
  /** Images that are being made: they are the newest ones of the project. */
  readonly creations: SharedPoller<ListedStatuses>;
  /** Images that are being deleted, of any age. */
  readonly deletions: SharedPoller<OwnImages>;
}

export interface Batching {
  at(cloud: Cloud): BatchedPlace;
  /** The same way to clouds, with our changes noted. */
  over(connect: Connect): Connect;
}

type Connect = (wanted: WantedPlace, onWait?: OnWait) => Promise<Cloud>;

export interface BatchingOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** A fixed poll interval instead of the rule. */
  readonly pollEveryMs: () => number | undefined;
}

/** Creates of one run start within this time: it is nothing beside a job. */
const gatherMs = 250;
const listEveryMs = 5_600;
const removalListEveryMs = 3_000;
const listPatienceMs = 30_000;
/** Images that others make meanwhile push ours down the list. */
const listedPerWait = 3;
const leastListed = 50;
const mostListed = 500;

export function createBatching(options: BatchingOptions): Batching {
  const places = new Map<string, BatchedPlace>();
  /** Grows when a change of ours begins, and when it ends: whatever was read in between may be from before. */
  let changes = 0;

  const noting = (cloud: Cloud): Cloud => ({
    ...cloud,
    send: async (operation, sendOptions) => {
      if (operation.effect === "read") return cloud.send(operation, sendOptions);
      changes += 1;
      try {
        return await cloud.send(operation, sendOptions);
      } finally {
        changes += 1;
      }
    },
  });

  return {
    at: (cloud) => {
      const key = [cloud.place.imsEndpoint, cloud.place.projectId, cloud.identity].join(" ");
      const place = places.get(key) ?? sharedPlace(cloud, () => changes, options);
      places.set(key, place);
      return place;
    },
    over: (connect) => async (wanted, onWait) => noting(await connect(wanted, onWait)),
  };
}

function sharedPlace(
  cloud: Cloud,
  changes: () => number,
  { clock, random, pollEveryMs }: BatchingOptions,
): BatchedPlace {
  const deadline = () => clock.now() + listPatienceMs;
  // A poll interval below that means hurry.
  const gather = () => Math.min(gatherMs, pollEveryMs() ?? gatherMs);
  const searches = {
    tag: batch(clock, gather, (_, options) => searchByMarker({ cloud, kind: { markedBy: "tag" } }, options)),
    property: batch(clock, gather, (_, options) => searchByMarker({ cloud, kind: { markedBy: "property" } }, options)),
  };
  let pages = 1;
  return {
    reads: combinedReads({ clock, cloud, changes, gatherFreshMs: gather }),
    searchByMarker: (markedBy, options) => searches[markedBy](undefined, options),
    creations: sharedPoller({
      clock,
      random,
      everyMs: () => pollEveryMs() ?? listEveryMs,
      list: (waits, signal) => {
        const limit = Math.min(Math.max(waits * listedPerWait, leastListed), mostListed);
        return cloud
          .send(listOwnStates(cloud.place.projectId, limit), { deadline: deadline(), signal })
          .then(listedStatuses);
      },
    }),
    deletions: sharedPoller({
      clock,
      random,
      everyMs: () => removalListEveryMs,
      list: (waits, signal) =>
        waits <= pages
          ? undefined
          : readOwnImages(cloud, { deadline: deadline(), signal }).then((own) => {
              pages = own.pages;
              return own;
            }),
    }),
  };
}
