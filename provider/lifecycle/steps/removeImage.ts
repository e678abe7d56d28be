/** Deletes an image and waits until it is really gone; one that is gone already is done. */

import { formatDuration } from "../../base/duration";
import { hasCode, ImsError } from "../../base/errors";
import type { ServiceImage } from "../../ims/image";
import { deleteImage } from "../../ims/images";
import type { SharedWait, Shown } from "../../jobs/sharedPoller";
import type { Ports } from "../context/ports";
import { assertMayWrite, cancellable, type ResourceContext } from "../context/resourceContext";
import { stateTeller } from "../context/stateTeller";
import { isGone, isNotFound, showIfThere } from "../reading/fetchImage";

const underCreation = "IMG.0090";
const firstPauseMs = 2_000;
const longestPauseMs = 10_000;
/** Long enough for a list to come first. */
const sharedPauseMs = 5_000;

/** A list that still shows an image is believed for so long. */
const longestQuietMs = 60_000;

/** The parts of an operation that a removal needs. */
export interface Removal extends Pick<ResourceContext, "urn" | "cloud" | "deadline"> {
  readonly ports: Pick<Ports, "clock" | "engine" | "batching">;
}

/** @param body what else the service shall delete with the image */
export async function removeImage(
  context: Removal,
  imageId: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const wait = context.ports.batching
    .at(context.cloud)
    .deletions.join(({ images }) => presence(images.get(imageId)), present.text);
  const pause = pauses(context, imageId, wait);
  try {
    let answer = await requestDeletion(context, imageId, body);
    for (; answer === "under creation"; answer = await requestDeletion(context, imageId, body))
      await pause(`still being made, ${underCreation}`, 0);
    // Among many, a list says when it is time to look.
    if (wait.isShared()) await pause("asked for");
    for (;;) {
      const image = await showIfThere(context.cloud, imageId, cancellable(context));
      if (image === undefined || isGone(image)) return;
      await pause(`still ${image.status}`);
      // The service did not find what it shows: nothing has been asked of it yet.
      if (answer !== "taken") answer = await requestDeletion(context, imageId, body);
    }
  } finally {
    wait.leave();
  }
}

const present: Shown = { text: "there", isUnderWay: true };
const absent: Shown = { text: "", isUnderWay: false };

function presence(listed: ServiceImage | undefined): Shown {
  return listed === undefined || isGone(listed) ? absent : present;
}

/** Longer and longer ones; lists that still show the image make them `quietMs` long, one that does not ends them. */
function pauses(context: Removal, imageId: string, wait: SharedWait) {
  const { clock, engine } = context.ports;
  const start = clock.now();
  const tell = stateTeller(engine, context.urn, `image ${imageId}`);
  let pauseMs = firstPauseMs;
  return async (seen: string, quietMs = longestQuietMs): Promise<void> => {
    if (engine.stop.aborted) throw new ImsError("CANCELLED", `Interrupted while deleting image ${imageId} (${seen})`);
    const now = clock.now();
    if (now >= context.deadline) throw stillThere(imageId, seen, now - start);
    const say = () => tell(`deletion: ${seen}`);
    say();
    const dueAt = Math.min(now + (wait.isShared() ? Math.max(pauseMs, sharedPauseMs) : pauseMs), context.deadline);
    const latestAt = Math.min(Math.max(now + quietMs, dueAt), context.deadline);
    await wait.pause({ dueAt, latestAt, signal: engine.stop, onQuiet: say });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };
}

async function requestDeletion(
  context: Removal,
  imageId: string,
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<"taken" | "not found" | "under creation"> {
  assertMayWrite(context);
  try {
    await context.cloud.send(deleteImage(imageId, body), cancellable(context));
    return "taken";
  } catch (error) {
    if (isNotFound(error)) return "not found";
    if (hasCode(error, "REFUSED") && error.facts.serviceCode === underCreation) return "under creation";
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
