/** Deletes one image, unless something speaks against it at the last moment. */
import type { Clock } from "../../base/clock";
import { systemRandom } from "../../base/random";
import type { Engine } from "../../engine/engine";
import type { Cloud } from "../../http/client/cloud";
import { createBatching } from "../../lifecycle/batching/batching";
import { fetchImage } from "../../lifecycle/reading/fetchImage";
import { removeImage } from "../../lifecycle/steps/removeImage";
import { asFound, type FoundImage } from "./findImages";
import type { StateIndex } from "./stateIndex";

export interface Removal {
  readonly cloud: Cloud;
  readonly known: StateIndex;
  readonly clock: Clock;
  /** Ctrl-C. */
  readonly stop: AbortSignal;
  say(text: string): void;
}

const removalMs = 600_000;

/** Why the image is never deleted, whoever asks for it; undefined when it may be. */
export function protectionOf(found: FoundImage): string | undefined {
  if (found.protected) return "protected";
  if (!["active", "killed"].includes(found.status)) return `still ${found.status}`;
  return undefined;
}

/** Undefined when the image is gone, else why it was kept. */
export async function removeFound(found: FoundImage, { cloud, known, clock, stop, say }: Removal) {
  const deadline = clock.now() + removalMs;
  const image = await fetchImage(cloud, found.imageId, { signal: stop, deadline });
  if (image === undefined) return undefined;
  const now = asFound(image, cloud.place, known);
  if (now === undefined || !isSameMarker(now, found)) return "changed meanwhile";
  const protection = protectionOf(now);
  if (protection !== undefined) return protection;
  const engine: Engine = {
    stop,
    isGone: () => false,
    progress: (_urn, message) => say(message),
    step: (_urn, message) => say(message),
    inform: (_urn, message) => say(message),
    warn: (_urn, message) => say(message),
    customTimeoutMs: () => undefined,
    showChanges: () => undefined,
  };
  const batching = createBatching({ clock, random: systemRandom, pollEveryMs: () => undefined });
  await removeImage({ urn: "", cloud, deadline, ports: { clock, engine, batching } }, found.imageId);
  return undefined;
}

/** Taken over by a run that is under way, it would say something else. */
function isSameMarker({ marker: a }: FoundImage, { marker: b }: FoundImage): boolean {
  return a.state === b.state && a.isKept === b.isKept && a.token === b.token && a.nonce === b.nonce;
}
