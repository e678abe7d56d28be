/** Waiting for the image that was asked for, and the closing look-up. (docs/architecture.md, Create) */
import { hasCode, ImsError } from "../../base/errors";
import type { SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import type { Job } from "../../ims/jobs";
import type { SharedWait } from "../../jobs/sharedPoller";
import { waitForImage } from "../../jobs/waitForImage";
import { waitForJob } from "../../jobs/waitForJob";
import { cancellable, type ResourceContext } from "../context/resourceContext";
import { stateTeller } from "../context/stateTeller";
import { findOwnImages, findUnfinished } from "../ownership/findOwnImages";
import { readMarker } from "../ownership/marker";
import { beginnerOf, markerInHand } from "../ownership/markerInHand";
import { showIfThere } from "../reading/fetchImage";
import { onlyOf, readJob } from "../reading/readJob";
import { withImage } from "../state/stored";
import { uploadFile } from "./uploadFile";

const finalStatuses = new Set(["active", "killed", "deleted", "pending_delete"]);

export interface AwaitedImage {
  readonly image: ServiceImage;
  /** Every image that carries the marker of this one: the others are duplicates. */
  readonly unfinished: readonly ServiceImage[];
}

/** The image that was asked for, active: by its job where there is one, else by its own status. */
export async function awaitImage(context: ResourceContext): Promise<AwaitedImage> {
  await uploadFile(context);
  const { jobId, status } = context.entry;
  const isReady = context.kind.readyStatuses.includes(status) && context.entry.imageId !== undefined;
  const job = jobId !== undefined && !isReady ? await awaitJob(context, jobId) : undefined;
  const imageId = onlyOf(job?.imageIds ?? []) ?? context.entry.imageId;
  if (imageId !== undefined) context.entry = { ...context.entry, imageId };
  if (jobId === undefined && imageId !== undefined && !isReady) await awaitActive(context, imageId);
  const unfinished = await findUnfinished(context, cancellable(context));
  const image = await pickImage(context, imageId, unfinished);
  context.entry = withImage(context.entry, image);
  return { image, unfinished };
}

/** Undefined when the service has forgotten the job, but an image with our marker shows that it was there. */
export async function awaitJob(context: ResourceContext, jobId: string): Promise<Job | undefined> {
  const { cloud, ports } = context;
  const shared = joinWaits(context, context.entry.imageId);
  try {
    return await waitForJob({
      ...waitParts(context),
      pause: shared.pause,
      jobId,
      showJob: () => readJob(cloud, jobId, onePoll(context)),
      findActiveImage: async () => {
        const image = await findBegun(context, onePoll(context));
        return image?.status === "active" ? image.id : undefined;
      },
      onPending: stateTeller(ports.engine, context.urn, `job ${jobId}`),
    });
  } catch (error) {
    if (!hasCode(error, "NOT_FOUND")) throw error;
    const image = (await findBegun(context, cancellable(context))) ?? (await findByKey(context));
    if (image === undefined) throw error;
    await awaitActive(context, image.id);
    context.entry = { ...context.entry, imageId: image.id };
    return undefined;
  } finally {
    shared.leave();
  }
}

/** The image in hand while its job does not name it: by its id where that is known, else by its marker. */
export async function findBegun(
  { cloud, kind, entry, ports }: ResourceContext,
  options: SendOptions,
): Promise<ServiceImage | undefined> {
  if (entry.imageId !== undefined) return showIfThere(cloud, entry.imageId, options);
  const found = await findUnfinished({ cloud, kind, entry }, options);
  return found.find(({ id }) => !ports.claimedImages.has(id));
}

/** The same by a search for the key of the marker, which does not depend on an exact index. */
async function findByKey(context: ResourceContext): Promise<ServiceImage | undefined> {
  const { unfinished } = await findOwnImages(context, cancellable(context));
  const { nonce } = beginnerOf(context.entry);
  return unfinished.find(({ image }) => readMarker(image.tags)?.nonce === nonce);
}

function awaitActive(context: ResourceContext, imageId: string): Promise<ServiceImage> {
  const { cloud, ports } = context;
  const shared = joinWaits(context, imageId);
  const wait = waitForImage({
    ...waitParts(context),
    pause: shared.pause,
    imageId,
    readyStatuses: context.kind.readyStatuses,
    showImage: async () => {
      const image = await showIfThere(cloud, imageId, onePoll(context));
      if (image === undefined) throw new ImsError("NOT_FOUND", `image ${imageId} is not there`, { imageId });
      return image;
    },
    onPending: stateTeller(ports.engine, context.urn, `image ${imageId}`),
  });
  return wait.finally(shared.leave);
}

/** Waits among the others of the place: lists show the image by its marker, or by its id where that is known. */
function joinWaits({ cloud, kind, entry, ports }: ResourceContext, imageId: string | undefined): SharedWait {
  const isOver = (status: string) => kind.readyStatuses.includes(status) || finalStatuses.has(status);
  return ports.batching.at(cloud).creations.join((listed) => {
    const shown = [markerInHand(entry).value, imageId ?? ""].flatMap((key) => [...(listed.get(key) ?? [])]);
    const statuses = [...new Set(shown)].sort();
    return { text: statuses.join(" and "), isUnderWay: statuses.length > 0 && !statuses.some(isOver) };
  });
}

function waitParts({ kind, ports, deadline }: ResourceContext) {
  const { clock, random, engine } = ports;
  const rule = { everyMs: ports.pollEveryMs(), typicalMs: kind.typicalSeconds * 1_000 };
  return { clock, random, signal: engine.stop, deadline, rule };
}

const pollPatienceMs = 30_000;

/** One look gets half a minute, so that the wait as a whole stays in charge of time. */
function onePoll(context: ResourceContext) {
  const { clock } = context.ports;
  return {
    ...cancellable(context),
    deadline: Math.min(clock.now() + pollPatienceMs, context.deadline + pollPatienceMs),
  };
}

/** The image in hand as the closing look-up shows it, or as a read by id does while the list still lags behind. */
async function pickImage(
  context: ResourceContext,
  imageId: string | undefined,
  unfinished: readonly ServiceImage[],
): Promise<ServiceImage> {
  const wanted = imageId ?? context.entry.imageId;
  const listed = unfinished.find(({ id }) =>
    wanted === undefined ? !context.ports.claimedImages.has(id) : id === wanted,
  );
  if (listed !== undefined && context.kind.readyStatuses.includes(listed.status)) return listed;
  const id = listed?.id ?? wanted;
  if (id === undefined)
    throw new ImsError("MALFORMED_ANSWER", `Job ${context.entry.jobId} succeeded without naming an image`);
  const image = await awaitActive(context, id);
  const marker = readMarker(image.image.tags);
  if (marker === undefined || marker.token === context.entry.token) return image;
  throw new ImsError("FOREIGN_IMAGE", `Image ${id} carries the marker of another resource; it is left alone`, {
    imageId: id,
  });
}
