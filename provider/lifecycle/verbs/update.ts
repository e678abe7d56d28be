/** update: finishes an interrupted create first, then changes what differs. (exactly-once protocol, update) */
import { hasCode, ImsError, messageOf } from "../../base/errors";
import { sentence } from "../../base/sentence";
import type { ServiceImage } from "../../ims/image";
import type { Kind } from "../../kinds/kind";
import type { Ports } from "../context/ports";
import { deadlineOf, evenNow, partialFailure, untilDeadline, type Work } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { parseArgs } from "../inputs/args";
import { reflectDifference } from "../inputs/observedInputs";
import { ownershipOf } from "../ownership/ownership";
import { readImage } from "../reading/fetchImage";
import { type Entry, type Properties, readEntry, storedProperties, urnOf, withImage } from "../state/stored";
import { applyDifference, bringInLine } from "../steps/applyChanges";
import { markAsKept } from "../steps/changeMarker";
import { finish } from "../steps/completeCreate";
import { locate } from "../steps/resolveImage";

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
  const stored = readEntry(olds);
  if (stored === undefined) throw unreadable(kind, id);
  const isTaken = ports.knownIds.belongsToAnother(stored.imageId, stored.nonce);
  if (!isTaken) ports.knownIds.note(stored.imageId, stored.nonce);
  const urn = urnOf(news);
  const cloud = await ports.connect(stored.place, waitTeller(ports, urn));
  const deadline = end ?? deadlineOf(kind, news, "update", ports);
  const work: Work = { kind, urn, cloud, ports, deadline, entry: stored };

  if (isTaken) throw taken(work);
  const image = await locate(work, untilDeadline(work));
  if (ports.knownIds.belongsToAnother(image?.id, stored.nonce)) throw taken(work);
  if (image !== undefined) ports.knownIds.note(image.id, stored.nonce);
  refuseToUpdate(work, image);
  // Until all is done, what the program has dropped still counts as declared: a later run has to clear it.
  work.entry = {
    ...(image ? withImage(stored, image) : stored),
    inputs: { ...stored.inputs, ...news, __retain: news["__retain"] },
  };
  // An interrupted create is finished in full; else only what the preview has shown is changed.
  const change = (current: ServiceImage) =>
    stored.phase === "done"
      ? applyDifference(work, current, stored.inputs, news).then((changed) => markAsKept(work, changed))
      : bringInLine(work, current, news, stored.inputs);
  const isHandedOver = stored.phase === "done" && image !== undefined && ownershipOf(image, stored) === "ours";
  if (isHandedOver) await changeInPlace(work, image, stored, news, change);
  else await finish(work, { removeLeftovers: false, isProtected: news["protected"] === true, before: change });
  ports.knownIds.note(work.entry.imageId, work.entry.nonce);
  return storedProperties({ ...work.entry, inputs: news });
}

function refuseToUpdate(work: Work, image: ServiceImage | undefined): void {
  const { entry, kind } = work;
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
    throw partialFailure(work, text, { phase: "failed", status: "killed", imageId: image.id });
  }
}

/** Handed to another resource by this process: the next run makes one for this entry. */
function taken(work: Work): Error {
  const text = `Image ${work.entry.imageId} has been handed to the resource that has its name now. The next \`pulumi up\` makes another image.`;
  return partialFailure(work, text, { phase: "failed" });
}

type Change = (image: ServiceImage) => Promise<ServiceImage>;

/** A refusal of the first change leaves the state as it was; after that, the state holds what the image has by then. */
async function changeInPlace(
  work: Work,
  image: ServiceImage,
  stored: Entry,
  news: Properties,
  change: Change,
): Promise<void> {
  try {
    work.entry = withImage(work.entry, await change(image));
  } catch (error) {
    if (!work.changed && !hasCode(error, "OUTCOME_UNKNOWN")) throw error;
    const current = await readImage(work.cloud, image.id, evenNow(work)).catch(() => undefined);
    const reached = current ? reflectDifference(work.kind, stored.inputs, news, current) : stored.inputs;
    const inputs = { ...reached, __secrets: news["__secrets"] };
    throw partialFailure(work, `${sentence(messageOf(error))} Run \`pulumi up\` again for the rest.`, { inputs });
  }
}

function unreadable(kind: Kind, id: string): ImsError {
  return new ImsError(
    "INVALID_ARGUMENT",
    `The state of this ${kind.type} (${id}) does not say where its image is; run \`pulumi refresh\``,
  );
}
