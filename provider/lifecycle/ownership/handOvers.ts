/**
 * Images whose resource was told a moment ago. If the engine dies before it has written that down, they are marked
 * unfinished again, so that the next run finds and finishes them. (docs/architecture.md, Engine watch)
 */
import type { Clock } from "../../base/clock";
import type { Cloud } from "../../http/client/cloud";
import { markerKey } from "../../ims/markerKey";
import { putTags, showTags } from "../../ims/tags";
import type { Owner } from "../state/stored";
import { unfinishedMarker } from "./marker";

export interface HandOver {
  readonly cloud: Cloud;
  readonly imageId: string;
  readonly owner: Owner;
  /** The value of its marker since then; undefined when the marker was removed. */
  readonly marker: string | undefined;
}

export interface HandOvers {
  note(handOver: HandOver): void;
  /** Marks every fresh hand-over unfinished again, if it still looks as we left it. */
  revert(): Promise<void>;
}

/** By then the engine has written its state, if it still lived. */
const freshForMs = 120_000;
const revertMs = 20_000;

export function handOvers(clock: Clock): HandOvers {
  const noted: { readonly at: number; readonly handOver: HandOver }[] = [];
  return {
    note: (handOver) => {
      noted.push({ at: clock.now(), handOver });
    },
    revert: async () => {
      const now = clock.now();
      const fresh = noted.filter(({ at }) => now - at < freshForMs);
      await Promise.allSettled(fresh.map(({ handOver }) => revertOne(handOver, now + revertMs)));
    },
  };
}

async function revertOne({ cloud, imageId, owner, marker }: HandOver, deadline: number): Promise<void> {
  const { projectId } = cloud.place;
  const tags = await cloud.send(showTags(projectId, imageId), { deadline });
  if (tags[markerKey] === marker)
    await cloud.send(putTags(projectId, imageId, [unfinishedMarker(owner)]), { deadline });
}
