/**
 * Completes a create: waits, removes duplicates, hands the image over. Create shares it with the update that continues an
 * interrupted create. (docs/architecture.md, Create)
 */
import { hasCode, ImsError, messageOf } from "../../base/errors";
import { sentence } from "../../base/sentence";
import type { ServiceImage } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";
import { putTags, removeTags } from "../../ims/tags";
import { assertMayWrite, partialFailure, type ResourceContext, uninterruptible } from "../context/resourceContext";
import { isRetained } from "../inputs/protection";
import { findUnfinished } from "../ownership/findOwnImages";
import { ownedMarker } from "../ownership/marker";
import { beginnerOf } from "../ownership/markerInHand";
import { ownershipOf } from "../ownership/ownership";
import { PartialFailure, toContinue } from "../state/partialFailure";
import { withImage } from "../state/stored";
import { applyChanges } from "./applyChanges";
import { awaitImage, findBegun } from "./awaitImage";
import { markAsPending, markByTag } from "./changeMarker";
import { removeLeftover } from "./removeLeftover";

export interface CompleteOptions {
  /** In a create nothing is in the state yet: what a failed job leaves is removed, and nothing is recorded. */
  readonly removeLeftovers: boolean;
  /** Whether the program wants the image protected: the last thing before the hand-over, because of what may fail until then. */
  readonly isProtected: boolean;
  /** Changes of the image before it is handed over. */
  readonly before: (image: ServiceImage) => Promise<ServiceImage>;
}

export async function completeCreate(context: ResourceContext, options: CompleteOptions): Promise<void> {
  await handOver(context, await awaitReady(context, options), options);
}

/** Everything but the hand-over: until then the next run would continue with the image. */
export async function awaitReady(context: ResourceContext, options: CompleteOptions): Promise<ServiceImage> {
  try {
    const { image, unfinished } = await awaitImage(context);
    await removeDuplicates(context, image, unfinished);
    const ready = await options.before(await markByTag(context, image));
    context.entry = withImage(context.entry, ready);
    return ready;
  } catch (error) {
    throw await failureOf(context, error, options);
  }
}

export async function handOver(context: ResourceContext, image: ServiceImage, options: CompleteOptions): Promise<void> {
  if (isTaken(context, image.id)) throw takenError(image.id);
  try {
    await swapMarker(context, await protect(context, image, options));
  } catch (error) {
    throw await failureOf(context, error, options);
  }
}

/** After a rename the engine may name another entry of the image while it is waited for. */
function isTaken({ ports: { claimedImages }, entry }: ResourceContext, imageId: string | undefined): boolean {
  const { nonce } = beginnerOf(entry);
  return (
    (nonce !== entry.nonce && claimedImages.hasNonce(nonce)) || claimedImages.belongsToAnother(imageId, entry.nonce)
  );
}

function takenError(imageId = "that was begun"): ImsError {
  const text = `Image ${imageId} belongs to another resource of this state; run \`pulumi up\` again`;
  return new ImsError("IMAGE_TAKEN", text);
}

/** As the program says; the run that an unfinished image is left from may have said something else. */
async function protect(
  context: ResourceContext,
  image: ServiceImage,
  { isProtected }: CompleteOptions,
): Promise<ServiceImage> {
  const isLeft = ownershipOf(image, context.entry) === "unfinished";
  if (isProtected === (image.image.protected ?? false) || !(isProtected || isLeft)) return image;
  const changed = await applyChanges(context, image, { protected: isProtected }, {});
  context.entry = withImage(context.entry, changed);
  return changed;
}

/** Other images that carry the marker of the one in hand: it wins. */
async function removeDuplicates(
  context: ResourceContext,
  image: ServiceImage,
  unfinished: readonly ServiceImage[],
): Promise<void> {
  const duplicates = unfinished.filter(({ id }) => id !== image.id && !context.ports.claimedImages.has(id));
  for (const duplicate of duplicates) {
    await removeLeftover(context, duplicate);
    context.ports.engine.warn(context.urn, `removed image ${duplicate.id}, a second one that a lost answer had made`);
  }
}

/** From here on the image is the resource's: one tag is overwritten or removed, and nothing is awaited after that. */
async function swapMarker(context: ResourceContext, image: ServiceImage): Promise<void> {
  const { cloud, ports, entry } = context;
  const { projectId } = cloud.place;
  const tag = ports.keepsMarker() ? ownedMarker(entry, isRetained(entry.inputs)) : undefined;
  // Recorded before the request, so that an update of another entry with this image does nothing meanwhile.
  ports.claimedImages.note(image.id, entry.nonce);
  if (image.image.tags[markerKey] !== tag?.value) {
    assertMayWrite(context);
    const change = tag ? putTags(projectId, image.id, [tag]) : removeTags(projectId, image.id, [{ key: markerKey }]);
    await cloud.send(change, uninterruptible(context));
  }
  ports.engine.step(context.urn, `image ${image.id} is ${image.status}`);
  ports.handOvers.note({ cloud, imageId: image.id, owner: entry, marker: tag?.value });
  context.entry = { ...entry, phase: "done" };
}

async function failureOf(context: ResourceContext, error: unknown, options: CompleteOptions): Promise<unknown> {
  if (error instanceof PartialFailure) return error;
  const isOver = hasCode(error, "JOB_FAILED", "NOT_FOUND", "FOREIGN_IMAGE");
  if (hasCode(error, "FOREIGN_IMAGE")) context.entry = { ...context.entry, imageId: undefined };
  if (isOver && options.removeLeftovers)
    return new ImsError(error.code, await removeLeftovers(context, error), error.facts, error);
  if (isOver)
    return partialFailure(context, `${sentence(error.message)} The next \`pulumi up\` makes a new image.`, {
      phase: "failed",
      status: "killed",
    });
  if (options.removeLeftovers && isTaken(context, context.entry.imageId)) return takenError(context.entry.imageId);
  return keepForLater(context, error);
}

/** The job goes on in the cloud: it is recorded, so that the next run continues it. */
export async function keepForLater(context: ResourceContext, error: unknown): Promise<PartialFailure> {
  if (!context.ports.engine.isGone()) await recordImage(context);
  return partialFailure(context, `${sentence(messageOf(error))} ${whatRuns(context)} ${toContinue}`);
}

const recordingMs = 10_000;

/** The entry gets the id of its image, and the image the marker of an image that a state has. */
async function recordImage(context: ResourceContext): Promise<void> {
  const { ports, entry } = context;
  const options = { deadline: ports.clock.now() + recordingMs };
  const image = await findBegun(context, options).catch(() => undefined);
  if (image === undefined) return;
  if (entry.imageId === undefined) context.entry = { ...entry, imageId: image.id, status: image.status };
  await markAsPending(context, image, options);
}

function whatRuns({ entry }: ResourceContext): string {
  const names = [entry.jobId ? `job ${entry.jobId}` : "", entry.imageId ? `image ${entry.imageId}` : ""].filter(
    Boolean,
  );
  return `What was begun is recorded (${names.join(", ")}).`;
}

async function removeLeftovers(context: ResourceContext, error: ImsError): Promise<string> {
  try {
    const leftovers = await findUnfinished(context, uninterruptible(context));
    const free = leftovers.filter(({ id }) => !context.ports.claimedImages.has(id));
    for (const image of free) await removeLeftover(context, image);
    return error.message;
  } catch (problem) {
    return `${sentence(error.message)} What the job has left could not be removed, the next \`pulumi up\` will: ${messageOf(problem)}`;
  }
}
