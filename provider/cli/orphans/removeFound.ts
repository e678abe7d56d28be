/** Deletes one orphan, unless something speaks against it at the last moment. */
import type { Clock } from "../../base/clock";
import { systemRandom } from "../../base/random";
import type { Engine } from "../../engine/engine";
import type { Cloud } from "../../http/cloud";
import { readImage } from "../../lifecycle/readImage";
import { removeImage } from "../../lifecycle/removeImage";
import { createSharing } from "../../lifecycle/sharing/sharing";
import { asOrphan, type Orphan } from "./findOrphans";
import type { Knowledge } from "./knowledge";

export interface Removal {
  readonly cloud: Cloud;
  readonly known: Knowledge;
  readonly clock: Clock;
  /** Ctrl-C. */
  readonly stop: AbortSignal;
  say(text: string): void;
}

const removalMs = 600_000;

/** Why the image is never deleted, whoever asks for it; undefined when it may be. */
export function protectionOf(orphan: Orphan): string | undefined {
  if (orphan.protected) return "protected";
  if (!["active", "killed"].includes(orphan.status)) return `still ${orphan.status}`;
  return undefined;
}

/** Undefined when the image is gone, else why it was kept. */
export async function removeOrphan(orphan: Orphan, { cloud, known, clock, stop, say }: Removal) {
  const deadline = clock.now() + removalMs;
  const image = await readImage(cloud, orphan.imageId, { signal: stop, deadline });
  if (image === undefined) return undefined;
  const now = asOrphan(image, cloud.place, known);
  if (now === undefined || !isSameMarker(now, orphan)) return "changed meanwhile";
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
  const sharing = createSharing({ clock, random: systemRandom, pollEveryMs: () => undefined });
  await removeImage({ urn: "", cloud, deadline, ports: { clock, engine, sharing } }, orphan.imageId);
  return undefined;
}

/** Taken over by a run that is under way, it would say something else. */
function isSameMarker({ marker: a }: Orphan, { marker: b }: Orphan): boolean {
  return a.state === b.state && a.token === b.token && a.nonce === b.nonce;
}
