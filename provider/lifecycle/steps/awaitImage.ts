/** Waiting for the image that was asked for, and the closing look-up. (exactly-once protocol, create 4 and 5) */
import { hasCode, ImsError } from "../../base/errors";
import type { SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import type { Job } from "../../ims/jobs";
import type { SharedWait } from "../../jobs/sharedWaits";
import { waitForImage } from "../../jobs/waitForImage";
import { waitForJob } from "../../jobs/waitForJob";
import { untilDeadline, type Work } from "../context/resourceContext";
import { stateTeller } from "../context/stateTeller";
import { findUnfinished, lookUp } from "../ownership/lookUp";
import { readMarker } from "../ownership/marker";
import { beginnerOf, markerInHand } from "../ownership/markerInHand";
import { showIfThere } from "../reading/fetchImage";
import { onlyOf, readJob } from "../reading/readJob";
import { withImage } from "../state/stored";
import { fillRecord } from "./fillRecord";

const finalStatuses = new Set(["active", "killed", "deleted", "pending_delete"]);

export interface AwaitedImage {
  readonly image: ServiceImage;
  /** Every image that carries the marker of this one: the others are duplicates. */
  readonly unfinished: readonly ServiceImage[];
}

/** The image that was asked for, active: by its job where there is one, else by its own status. */
export async function awaitImage(work: Work): Promise<AwaitedImage> {
  await fillRecord(work);
  const { jobId, status } = work.entry;
  const isReady = work.kind.readyStatuses.includes(status) && work.entry.imageId !== undefined;
  const job = jobId !== undefined && !isReady ? await awaitJob(work, jobId) : undefined;
  const imageId = onlyOf(job?.imageIds ?? []) ?? work.entry.imageId;
  if (imageId !== undefined) work.entry = { ...work.entry, imageId };
  if (jobId === undefined && imageId !== undefined && !isReady) await awaitActive(work, imageId);
  const unfinished = await findUnfinished(work, untilDeadline(work));
  const image = await pickImage(work, imageId, unfinished);
  work.entry = withImage(work.entry, image);
  return { image, unfinished };
}

/** Undefined when the service has forgotten the job, but an image with our marker shows that it was there. */
export async function awaitJob(work: Work, jobId: string): Promise<Job | undefined> {
  const { cloud, ports } = work;
  const shared = joinWaits(work, work.entry.imageId);
  try {
    return await waitForJob({
      ...waitParts(work),
      pause: shared.pause,
      jobId,
      showJob: () => readJob(cloud, jobId, onePoll(work)),
      findActiveImage: async () => {
        const image = await findBegun(work, onePoll(work));
        return image?.status === "active" ? image.id : undefined;
      },
      onPending: stateTeller(ports.engine, work.urn, `job ${jobId}`),
    });
  } catch (error) {
    if (!hasCode(error, "NOT_FOUND")) throw error;
    const image = (await findBegun(work, untilDeadline(work))) ?? (await findByKey(work));
    if (image === undefined) throw error;
    await awaitActive(work, image.id);
    work.entry = { ...work.entry, imageId: image.id };
    return undefined;
  } finally {
    shared.leave();
  }
}

/** The image in hand while its job does not name it: by its id where that is known, else by its marker. */
async function findBegun({ cloud, kind, entry, ports }: Work, options: SendOptions): Promise<ServiceImage | undefined> {
  if (entry.imageId !== undefined) return showIfThere(cloud, entry.imageId, options);
  const found = await findUnfinished({ cloud, kind, entry }, options);
  return found.find(({ id }) => !ports.knownIds.has(id));
}

/** The same by a search for the key of the marker, which does not depend on an exact index. */
async function findByKey(work: Work): Promise<ServiceImage | undefined> {
  const { unfinished } = await lookUp(work, untilDeadline(work));
  const { nonce } = beginnerOf(work.entry);
  return unfinished.find(({ image }) => readMarker(image.tags)?.nonce === nonce);
}

function awaitActive(work: Work, imageId: string): Promise<ServiceImage> {
  const { cloud, ports } = work;
  const shared = joinWaits(work, imageId);
  const wait = waitForImage({
    ...waitParts(work),
    pause: shared.pause,
    imageId,
    readyStatuses: work.kind.readyStatuses,
    showImage: async () => {
      const image = await showIfThere(cloud, imageId, onePoll(work));
      if (image === undefined) throw new ImsError("NOT_FOUND", `image ${imageId} is not there`, { imageId });
      return image;
    },
    onPending: stateTeller(ports.engine, work.urn, `image ${imageId}`),
  });
  return wait.finally(shared.leave);
}

/** Waits among the others of the place: lists show the image by its marker, or by its id where that is known. */
function joinWaits({ cloud, kind, entry, ports }: Work, imageId: string | undefined): SharedWait {
  const isOver = (status: string) => kind.readyStatuses.includes(status) || finalStatuses.has(status);
  return ports.sharing.at(cloud).making.join((listed) => {
    const shown = [markerInHand(entry).value, imageId ?? ""].flatMap((key) => [...(listed.get(key) ?? [])]);
    const statuses = [...new Set(shown)].sort();
    return { text: statuses.join(" and "), isUnderWay: statuses.length > 0 && !statuses.some(isOver) };
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
  const { clock } = work.ports;
  return { ...untilDeadline(work), deadline: Math.min(clock.now() + pollPatienceMs, work.deadline + pollPatienceMs) };
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
