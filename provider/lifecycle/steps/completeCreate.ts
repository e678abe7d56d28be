/**
 * Brings an image that was asked for to its end: wait, remove twins, hand over. Shared by create and by the update that
 * continues an interrupted create. (exactly-once protocol, create 4 to 7)
 */
import { hasCode, ImsError, messageOf } from "../../base/errors";
import { sentence } from "../../base/sentence";
import type { SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";
import { putTags, removeTags } from "../../ims/tags";
import { evenNow, gate, partialFailure, type Work } from "../context/resourceContext";
import { isRetained } from "../inputs/protection";
import { findUnfinished } from "../ownership/lookUp";
import { ownedMarker } from "../ownership/marker";
import { beginnerOf } from "../ownership/markerInHand";
import { ownershipOf } from "../ownership/ownership";
import { PartialFailure, toContinue } from "../state/partialFailure";
import { withImage } from "../state/stored";
import { bringInLine } from "./applyChanges";
import { awaitImage } from "./awaitImage";
import { markAsPending, markByTag } from "./changeMarker";
import { removeLeftover } from "./removeLeftover";

export interface FinishOptions {
  /** In a create nothing is in the state yet: what a failed job leaves is removed, and nothing is recorded. */
  readonly removeLeftovers: boolean;
  /** Whether the program wants the image protected: the last thing before the hand-over, because of what may fail until then. */
  readonly isProtected: boolean;
  /** What else the image needs before it is handed over. */
  readonly before: (image: ServiceImage) => Promise<ServiceImage>;
}

export async function finish(work: Work, options: FinishOptions): Promise<void> {
  await handOver(work, await makeReady(work, options), options);
}

/** Everything but the hand-over: until then the next run would continue with the image. */
export async function makeReady(work: Work, options: FinishOptions): Promise<ServiceImage> {
  try {
    const { image, unfinished } = await awaitImage(work);
    await removeTwins(work, image, unfinished);
    const ready = await options.before(await markByTag(work, image));
    work.entry = withImage(work.entry, ready);
    return ready;
  } catch (error) {
    throw await failureOf(work, error, options);
  }
}

export async function handOver(work: Work, image: ServiceImage, options: FinishOptions): Promise<void> {
  if (isTaken(work, image.id)) throw takenError(image.id);
  try {
    await swapMarker(work, await protect(work, image, options));
  } catch (error) {
    throw await failureOf(work, error, options);
  }
}

/** After a rename the engine may name another entry of the image while it is waited for. */
function isTaken({ ports: { knownIds }, entry }: Work, imageId: string | undefined): boolean {
  const { nonce } = beginnerOf(entry);
  return (nonce !== entry.nonce && knownIds.hasNonce(nonce)) || knownIds.belongsToAnother(imageId, entry.nonce);
}

function takenError(imageId = "that was begun"): ImsError {
  const text = `Image ${imageId} belongs to another resource of this state; run \`pulumi up\` again`;
  return new ImsError("IMAGE_TAKEN", text);
}

/** As the program says; the run that an unfinished image is left from may have said something else. */
async function protect(work: Work, image: ServiceImage, { isProtected }: FinishOptions): Promise<ServiceImage> {
  const isLeft = ownershipOf(image, work.entry) === "unfinished";
  if (isProtected === (image.image.protected ?? false) || !(isProtected || isLeft)) return image;
  const changed = await bringInLine(work, image, { protected: isProtected }, {});
  work.entry = withImage(work.entry, changed);
  return changed;
}

/** Other images that carry the marker of the one in hand: it wins. */
async function removeTwins(work: Work, image: ServiceImage, unfinished: readonly ServiceImage[]): Promise<void> {
  const twins = unfinished.filter(({ id }) => id !== image.id && !work.ports.knownIds.has(id));
  for (const twin of twins) {
    await removeLeftover(work, twin);
    work.ports.engine.warn(work.urn, `removed image ${twin.id}, a second one that a lost answer had made`);
  }
}

/** From here on the image is the resource's: one tag is overwritten or removed, and nothing is awaited after that. */
async function swapMarker(work: Work, image: ServiceImage): Promise<void> {
  const { cloud, ports, entry } = work;
  const { projectId } = cloud.place;
  const tag = ports.keepsMarker() ? ownedMarker(entry, isRetained(entry.inputs)) : undefined;
  // From the request on: an update of an entry that names the image, too, must not act on it meanwhile.
  ports.knownIds.note(image.id, entry.nonce);
  if (image.image.tags[markerKey] !== tag?.value) {
    gate(work);
    const change = tag ? putTags(projectId, image.id, [tag]) : removeTags(projectId, image.id, [{ key: markerKey }]);
    await cloud.send(change, evenNow(work));
  }
  ports.engine.step(work.urn, `image ${image.id} is ${image.status}`);
  ports.handOvers.note({ cloud, imageId: image.id, owner: entry, marker: tag?.value });
  work.entry = { ...entry, phase: "done" };
}

async function failureOf(work: Work, error: unknown, options: FinishOptions): Promise<unknown> {
  if (error instanceof PartialFailure) return error;
  const isOver = hasCode(error, "JOB_FAILED", "NOT_FOUND", "FOREIGN_IMAGE");
  if (hasCode(error, "FOREIGN_IMAGE")) work.entry = { ...work.entry, imageId: undefined };
  if (isOver && options.removeLeftovers)
    return new ImsError(error.code, await removeLeftovers(work, error), error.facts, error);
  if (isOver)
    return partialFailure(work, `${sentence(error.message)} The next \`pulumi up\` makes a new image.`, {
      phase: "failed",
      status: "killed",
    });
  if (options.removeLeftovers && isTaken(work, work.entry.imageId)) return takenError(work.entry.imageId);
  return keepForLater(work, error);
}

/** What was begun goes on in the cloud: it is recorded, so that the next run continues it. */
export async function keepForLater(work: Work, error: unknown): Promise<PartialFailure> {
  const options = { deadline: work.ports.clock.now() + recordingMs };
  await learnImageId(work, options);
  await markAsPending(work, options);
  return partialFailure(work, `${sentence(messageOf(error))} ${whatRuns(work)} ${toContinue}`);
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
    for (const image of free) await removeLeftover(work, image);
    return error.message;
  } catch (problem) {
    return `${sentence(error.message)} What the job has left could not be removed, the next \`pulumi up\` will: ${messageOf(problem)}`;
  }
}

const recordingMs = 10_000;

/** The id that goes into the state should be the image's: a job id is only for want of a better one. */
async function learnImageId(work: Work, options: SendOptions): Promise<void> {
  const { ports, entry } = work;
  if (entry.imageId !== undefined || ports.engine.isGone()) return;
  const found = await findUnfinished(work, options).catch(() => []);
  const image = found.find(({ id }) => !ports.knownIds.has(id));
  if (image !== undefined) work.entry = { ...entry, imageId: image.id, status: image.status };
}
