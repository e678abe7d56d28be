/** Deletes an image and waits until it is really gone; one that is gone already is done. */

import { formatDuration } from "../base/duration";
import { hasCode, ImsError } from "../base/errors";
import { deleteImage } from "../ims/images";
import type { Ports } from "./ports";
import { isGone, isNotFound, showIfThere } from "./readImage";
import { gate, untilDeadline, type Work } from "./work";

const underCreation = "IMG.0090";
const firstPauseMs = 2_000;
const longestPauseMs = 10_000;

/** What a removal needs of an operation. */
export interface Removal extends Pick<Work, "urn" | "cloud" | "deadline"> {
  readonly ports: Pick<Ports, "clock" | "engine">;
}

/** @param body what else the service shall delete with the image */
export async function removeImage(
  work: Removal,
  imageId: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { clock, engine } = work.ports;
  const start = clock.now();
  let pauseMs = firstPauseMs;
  const pause = async (seen: string) => {
    if (engine.stop.aborted) throw new ImsError("CANCELLED", `Interrupted while deleting image ${imageId} (${seen})`);
    if (clock.now() >= work.deadline) throw stillThere(imageId, seen, clock.now() - start);
    engine.progress(work.urn, `deleting image ${imageId}: ${seen}, ${formatDuration(clock.now() - start)}`);
    await clock.sleep(Math.min(pauseMs, work.deadline - clock.now()), engine.stop);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  while (!(await requestDeletion(work, imageId, body))) await pause("it is still being made");
  for (;;) {
    const image = await showIfThere(work.cloud, imageId, untilDeadline(work));
    if (image === undefined || isGone(image)) return;
    await pause(image.status);
  }
}

/** False when the image is still being made and cannot be deleted yet. */
async function requestDeletion(
  work: Removal,
  imageId: string,
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<boolean> {
  gate(work);
  try {
    await work.cloud.send(deleteImage(imageId, body), untilDeadline(work));
    return true;
  } catch (error) {
    if (isNotFound(error)) return true;
    if (hasCode(error, "REFUSED") && error.facts.serviceCode === underCreation) return false;
    throw error;
  }
}

function stillThere(imageId: string, seen: string, elapsedMs: number): ImsError {
  return new ImsError(
    "DEADLINE",
    `Image ${imageId} is still there after ${formatDuration(elapsedMs)} (${seen}); run the command again`,
    {
      imageId,
    },
  );
}
