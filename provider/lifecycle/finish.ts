/**
 * Brings an image that was asked for to its end: wait, remove twins, hand over. Shared by create and by the update that
 * continues an interrupted create. (exactly-once protocol, create 4 to 7)
 */

import { formatDuration } from "../base/duration";
import { hasCode, ImsError, messageOf } from "../base/errors";
import type { ServiceImage } from "../ims/image";
import { patchNativeImage } from "../ims/images";
import type { Job } from "../ims/jobs";
import { markerKey } from "../ims/markerKey";
import { putTags } from "../ims/tags";
import { waitForImage } from "../jobs/waitForImage";
import { waitForJob } from "../jobs/waitForJob";
import { isConflict } from "./bringInLine";
import { markCompanions, setApart } from "./companions";
import { fillRecord } from "./fillRecord";
import { findUnfinished, lookUp } from "./lookUp";
import { ownedMarker, readMarker, unfinishedMarker } from "./marker";
import { PartialFailure } from "./partialFailure";
import { showIfThere } from "./readImage";
import { readJob } from "./readJob";
import { removeImage } from "./removeImage";
import { withImage } from "./stored";
import { evenNow, gate, partialFailure, untilDeadline, type Work } from "./work";

export interface FinishOptions {
  /** In a create nothing is in the state yet: what a failed job leaves is removed, and nothing is recorded. */
  readonly removeLeftovers: boolean;
  /** What else the image needs before it is handed over. */
  readonly before: (image: ServiceImage) => Promise<ServiceImage>;
}

export async function finish(work: Work, options: FinishOptions): Promise<void> {
  try {
    const image = await awaitImage(work);
    const ready = await options.before(await markByTag(work, image));
    work.entry = withImage(work.entry, ready);
    await markCompanions(work);
    await handOver(work, ready);
  } catch (error) {
    throw await failureOf(work, error, options);
  }
}

async function awaitImage(work: Work): Promise<ServiceImage> {
  await fillRecord(work);
  const { jobId, status } = work.entry;
  const isReady = work.kind.readyStatuses.includes(status) && work.entry.imageId !== undefined;
  const job = jobId === undefined || isReady ? undefined : await awaitJob(work, jobId);
  const imageId = (await setApart(work, job?.imageIds ?? [])) ?? work.entry.imageId;
  if (imageId !== undefined) work.entry = { ...work.entry, imageId };
  if (jobId === undefined && imageId !== undefined && !isReady) await awaitActive(work, imageId);
  const unfinished = await findUnfinished(work, untilDeadline(work));
  const image = await pickImage(work, imageId, unfinished);
  work.entry = withImage(work.entry, image);
  await removeTwins(work, image, unfinished);
  return image;
}

/** Undefined when the service has forgotten the job, but an image with our marker shows that it was there. */
export async function awaitJob(work: Work, jobId: string): Promise<Job | undefined> {
  const { cloud, ports } = work;
  try {
    return await waitForJob({
      ...waitParts(work),
      jobId,
      showJob: () => readJob(cloud, jobId, onePoll(work)),
      findActiveImage: async () => {
        const found = await findUnfinished(work, onePoll(work));
        return found.find(({ id, status }) => status === "active" && !ports.knownIds.has(id))?.id;
      },
      onPending: (seen, elapsedMs) =>
        ports.engine.progress(work.urn, `${seen}, ${formatDuration(elapsedMs)}, job ${jobId}`),
    });
  } catch (error) {
    if (!hasCode(error, "NOT_FOUND")) throw error;
    const { unfinished } = await lookUp(work, untilDeadline(work));
    const image = unfinished.find(({ id }) => !ports.knownIds.has(id) || id === work.entry.imageId);
    if (image === undefined) throw error;
    await awaitActive(work, image.id);
    work.entry = { ...work.entry, imageId: image.id };
    return undefined;
  }
}

function awaitActive(work: Work, imageId: string): Promise<ServiceImage> {
  const { cloud, ports } = work;
  return waitForImage({
    ...waitParts(work),
    imageId,
    readyStatuses: work.kind.readyStatuses,
    showImage: async () => {
      const image = await showIfThere(cloud, imageId, onePoll(work));
      if (image === undefined) throw new ImsError("NOT_FOUND", `image ${imageId} is not there`, { imageId });
      return image;
    },
    onPending: (seen, elapsedMs) =>
      ports.engine.progress(work.urn, `${seen}, ${formatDuration(elapsedMs)}, image ${imageId}`),
  });
}

function waitParts({ kind, ports, deadline }: Work) {
  const { clock, random, engine } = ports;
  const rule = { everyMs: ports.pollEveryMs(), typicalMs: kind.typicalSeconds * 1_000 };
  return { clock, random, signal: engine.stop, deadline, rule };
}

const pollPatienceMs = 30_000;

/** One look gets half a minute, so that the wait as a whole stays in charge of time. */
function onePoll(work: Work) {
  const { clock, engine } = work.ports;
  return { signal: engine.stop, deadline: Math.min(clock.now() + pollPatienceMs, work.deadline + pollPatienceMs) };
}

/** The image in hand as the closing look-up shows it, or as a read by id does while the list still lags behind. */
async function pickImage(
  work: Work,
  imageId: string | undefined,
  unfinished: readonly ServiceImage[],
): Promise<ServiceImage> {
  const wanted = imageId ?? work.entry.imageId;
  const listed = unfinished.find(({ id }) => (wanted === undefined ? !work.ports.knownIds.has(id) : id === wanted));
  if (listed !== undefined && work.kind.readyStatuses.includes(listed.status)) return listed;
  const id = listed?.id ?? wanted;
  if (id === undefined)
    throw new ImsError("MALFORMED_ANSWER", `Job ${work.entry.jobId} succeeded without naming an image`);
  const image = await awaitActive(work, id);
  const marker = readMarker(image.image.tags);
  if (marker === undefined || marker.token === work.entry.token) return image;
  throw new ImsError("FOREIGN_IMAGE", `Image ${id} carries the marker of another resource; it is left alone`, {
    imageId: id,
  });
}

/** Other unfinished images of the same token: the image in hand wins. */
async function removeTwins(work: Work, image: ServiceImage, unfinished: readonly ServiceImage[]): Promise<void> {
  const { companions } = work.entry;
  const isTwin = ({ id }: ServiceImage) => id !== image.id && !companions.includes(id) && !work.ports.knownIds.has(id);
  const twins = unfinished.filter(isTwin);
  for (const twin of twins) {
    await removeImage(work, twin.id);
    work.ports.engine.warn(work.urn, `removed image ${twin.id}, a second one that a lost answer had made`);
  }
}

/** The property in which a call without tags has carried the marker becomes the tag that all images have. */
async function markByTag(work: Work, image: ServiceImage): Promise<ServiceImage> {
  if (!image.held.has(markerKey)) return image;
  gate(work);
  const { cloud, entry } = work;
  await cloud.send(putTags(cloud.place.projectId, image.id, [unfinishedMarker(entry.token)]), evenNow(work));
  const removal = patchNativeImage(image.id, [{ op: "remove", path: `/${markerKey}` }]);
  await cloud.send(removal, evenNow(work)).catch((error) => {
    // It was removed by a call whose answer was lost.
    if (!isConflict(error)) throw error;
  });
  return { ...image, held: new Set([...image.held].filter((name) => name !== markerKey)) };
}

/** From here on the image is the resource's: one tag is overwritten, and nothing is awaited after that. */
async function handOver(work: Work, image: ServiceImage): Promise<void> {
  const { cloud, ports, entry } = work;
  const { token, nonce } = entry;
  const tag = ownedMarker(token, nonce);
  if (image.image.tags[tag.key] !== tag.value) {
    gate(work);
    await cloud.send(putTags(cloud.place.projectId, image.id, [tag]), evenNow(work));
  }
  ports.engine.step(work.urn, `image ${image.id} is ${image.status}`);
  ports.handOvers.note({ cloud, imageId: image.id, token, nonce });
  ports.knownIds.note(image.id, nonce);
  work.entry = { ...entry, phase: "done" };
}

async function failureOf(work: Work, error: unknown, options: FinishOptions): Promise<unknown> {
  if (error instanceof PartialFailure) return error;
  const isOver = hasCode(error, "JOB_FAILED", "NOT_FOUND", "FOREIGN_IMAGE");
  if (hasCode(error, "FOREIGN_IMAGE")) work.entry = { ...work.entry, imageId: undefined };
  if (isOver && options.removeLeftovers)
    return new ImsError(error.code, await removeLeftovers(work, error), error.facts, error);
  if (isOver)
    return partialFailure(work, `${error.message}. The next \`pulumi up\` makes a new image.`, {
      phase: "failed",
      status: "killed",
    });
  return keepForLater(work, error);
}

/** What was begun goes on in the cloud: it is recorded, so that the next run continues it. */
export async function keepForLater(work: Work, error: unknown): Promise<PartialFailure> {
  await learnImageId(work);
  return partialFailure(
    work,
    `${messageOf(error)}. ${whatRuns(work)} Run \`pulumi up\` to continue; nothing is made twice.`,
  );
}

function whatRuns({ entry }: Work): string {
  const names = [entry.jobId ? `job ${entry.jobId}` : "", entry.imageId ? `image ${entry.imageId}` : ""].filter(
    Boolean,
  );
  return `What was begun is recorded (${names.join(", ")}).`;
}

async function removeLeftovers(work: Work, error: ImsError): Promise<string> {
  try {
    const leftovers = await findUnfinished(work, evenNow(work));
    const free = leftovers.filter(({ id }) => !work.ports.knownIds.has(id));
    for (const { id } of free) await removeImage(work, id);
    return error.message;
  } catch (problem) {
    return `${error.message}. What the job has left could not be removed, the next \`pulumi up\` will: ${messageOf(problem)}`;
  }
}

const lastLookMs = 10_000;

/** The id that goes into the state should be the image's: a job id is only for want of a better one. */
async function learnImageId(work: Work): Promise<void> {
  const { ports, entry } = work;
  if (entry.imageId !== undefined || ports.engine.isGone()) return;
  const options = { deadline: ports.clock.now() + lastLookMs };
  const found = await findUnfinished(work, options).catch(() => []);
  const image = found.find(({ id }) => !ports.knownIds.has(id));
  if (image !== undefined) work.entry = { ...entry, imageId: image.id, status: image.status };
}
