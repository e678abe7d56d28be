/** update: finishes an interrupted create first, then changes what differs. (docs/architecture.md, Update) */
import { hasCode, ImsError, messageOf } from "../../base/errors";
import { sentence } from "../../base/sentence";
import type { ServiceImage } from "../../ims/image";
import type { Kind } from "../../kinds/kind";
import type { Ports } from "../context/ports";
import {
  cancellable,
  deadlineOf,
  partialFailure,
  type ResourceContext,
  uninterruptible,
} from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { parseArgs } from "../inputs/args";
import { observedDifference } from "../inputs/observedInputs";
import { ownershipOf } from "../ownership/ownership";
import { fetchImage } from "../reading/fetchImage";
import {
  type Properties,
  readStoredImage,
  type StoredImage,
  storedProperties,
  urnOf,
  withImage,
} from "../state/stored";
import { applyChanges, applyDifference } from "../steps/applyChanges";
import { markAsKept } from "../steps/changeMarker";
import { completeCreate } from "../steps/completeCreate";
import { resolveImage } from "../steps/resolveImage";

/** @param end when to give up, in milliseconds since 1970; by default as the timeouts say, from now on */
export async function update(
  kind: Kind,
  id: string,
  olds: Properties,
  news: Properties,
  ports: Ports,
  end?: number,
): Promise<Properties> {
  parseArgs(kind, news);
  const stored = readStoredImage(olds);
  if (stored === undefined) throw unreadable(kind, id);
  const isTaken = ports.claimedImages.belongsToAnother(stored.imageId, stored.nonce);
  if (!isTaken) ports.claimedImages.note(stored.imageId, stored.nonce);
  const urn = urnOf(news);
  const cloud = await ports.connect(stored.place, waitTeller(ports, urn));
  const deadline = end ?? deadlineOf(kind, news, "update", ports);
  const context: ResourceContext = { kind, urn, cloud, ports, deadline, entry: stored };

  if (isTaken) throw taken(context);
  const image = await resolveImage(context, cancellable(context));
  if (ports.claimedImages.belongsToAnother(image?.id, stored.nonce)) throw taken(context);
  if (image !== undefined) ports.claimedImages.note(image.id, stored.nonce);
  refuseToUpdate(context, image);
  // Until all is done, what the program has dropped still counts as declared: a later run has to clear it.
  context.entry = {
    ...(image ? withImage(stored, image) : stored),
    inputs: { ...stored.inputs, ...news, __retain: news["__retain"] },
  };
  // An interrupted create is finished in full; else only what the preview has shown is changed.
  const change = (current: ServiceImage) =>
    stored.phase === "done"
      ? applyDifference(context, current, stored.inputs, news).then((changed) => markAsKept(context, changed))
      : applyChanges(context, current, news, stored.inputs);
  const isHandedOver = stored.phase === "done" && image !== undefined && ownershipOf(image, stored) === "ours";
  if (isHandedOver) await changeInPlace(context, image, stored, news, change);
  else
    await completeCreate(context, { removeLeftovers: false, isProtected: news["protected"] === true, before: change });
  ports.claimedImages.note(context.entry.imageId, context.entry.nonce);
  return storedProperties({ ...context.entry, inputs: news });
}

function refuseToUpdate(context: ResourceContext, image: ServiceImage | undefined): void {
  const { entry, kind } = context;
  if (image === undefined) {
    if (entry.jobId !== undefined && entry.phase !== "done") return;
    throw new ImsError(
      "NOT_FOUND",
      `Image ${entry.imageId} is gone; run \`pulumi refresh\`, then \`pulumi up\` makes a new one`,
    );
  }
  if (ownershipOf(image, entry) === "foreign") {
    const text = `Image ${image.id} carries the marker of another resource than this ${kind.type}; it is left alone`;
    throw new ImsError("FOREIGN_IMAGE", text, { imageId: image.id });
  }
  if (image.status === "killed") {
    const text = `Image ${image.id} is killed: the service could not make it. The next \`pulumi up\` makes a new one.`;
    throw partialFailure(context, text, { phase: "failed", status: "killed", imageId: image.id });
  }
}

/** Handed to another resource by this process: the next run makes one for this entry. */
function taken(context: ResourceContext): Error {
  const text = `Image ${context.entry.imageId} has been handed to the resource that has its name now. The next \`pulumi up\` makes another image.`;
  return partialFailure(context, text, { phase: "failed" });
}

type Change = (image: ServiceImage) => Promise<ServiceImage>;

/** A refusal of the first change leaves the state as it was; after that, the state holds what the image has by then. */
async function changeInPlace(
  context: ResourceContext,
  image: ServiceImage,
  stored: StoredImage,
  news: Properties,
  change: Change,
): Promise<void> {
  try {
    context.entry = withImage(context.entry, await change(image));
  } catch (error) {
    if (!context.changed && !hasCode(error, "OUTCOME_UNKNOWN")) throw error;
    const current = await fetchImage(context.cloud, image.id, uninterruptible(context)).catch(() => undefined);
    const reached = current ? observedDifference(context.kind, stored.inputs, news, current) : stored.inputs;
    const inputs = { ...reached, __secrets: news["__secrets"] };
    throw partialFailure(context, `${sentence(messageOf(error))} Run \`pulumi up\` again for the rest.`, { inputs });
  }
}

function unreadable(kind: Kind, id: string): ImsError {
  return new ImsError(
    "INVALID_ARGUMENT",
    `The state of this ${kind.type} (${id}) does not say where its image is; run \`pulumi refresh\``,
  );
}
