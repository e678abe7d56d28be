/** delete: only what is ours, and until it is really gone. (docs/architecture.md, Delete) */

import { hasCode, ImsError } from "../../base/errors";
import type { ServiceImage } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";
import { waitForJob } from "../../jobs/waitForJob";
import type { Kind } from "../../kinds/kind";
import type { Ports } from "../context/ports";
import { cancellable, deadlineOf, type ResourceContext } from "../context/resourceContext";
import { stateTeller } from "../context/stateTeller";
import { waitTeller } from "../context/waitTeller";
import { argsOf } from "../inputs/args";
import { isProtected } from "../inputs/protection";
import { findUnfinished } from "../ownership/findOwnImages";
import { ownershipOf } from "../ownership/ownership";
import { onlyOf, readJob } from "../reading/readJob";
import { type Properties, readStoredImage, type StoredImage, urnOf } from "../state/stored";
import { removeImage } from "../steps/removeImage";
import { liftProtection, removeLeftover } from "../steps/removeLeftover";
import { resolveImage } from "../steps/resolveImage";

/** @param end when to give up, in milliseconds since 1970; by default as the timeouts say, from now on */
export async function deleteResource(kind: Kind, properties: Properties, ports: Ports, end?: number): Promise<void> {
  const entry = readStoredImage(properties);
  // Nothing that a create of ours has written: there is nothing of ours to delete.
  if (entry === undefined) return;
  const urn = urnOf(entry.inputs);
  const cloud = await ports.connect(entry.place, waitTeller(ports, urn));
  const deadline = end ?? deadlineOf(kind, entry.inputs, "delete", ports);
  const context: ResourceContext = { kind, urn, cloud, ports, deadline, entry };
  const image = await find(context);
  if (entry.phase !== "done") await removeDuplicates(context, image?.id);
  if (image === undefined || !mayDelete(context, image)) return;
  if (image.image.protected && !mayLift(context, image)) throw protectedImage(context, image);
  await liftProtection(context, image);
  // The backup goes with an image that was made, never with what a failed job has left.
  const body = image.status === "active" ? kind.deleteBody?.(argsOf(kind, context.entry.inputs)) : undefined;
  await removeImage(context, image.id, body);
}

/**
 * Where neither the job nor an image is known, an image may still have to appear in searches, which takes up to two
 * minutes; and the code for an unknown job also says that the service cannot look now.
 */
const longestUnseenMs = 180_000;

/** A job that still runs cannot be cancelled, and its image cannot be deleted: its end is waited for. */
async function find(context: ResourceContext): Promise<ServiceImage | undefined> {
  const { entry } = context;
  const { reads } = context.ports.batching.at(context.cloud);
  const image = await resolveImage(context, cancellable(context), (...asked) => reads.find(...asked, 0));
  if (!isUnderWay(entry, image)) return image;
  try {
    const { imageIds } = await awaitJob(context, entry.jobId);
    context.entry = { ...entry, imageId: onlyOf(imageIds) ?? image?.id };
  } catch (error) {
    if (!hasCode(error, "JOB_FAILED", "NOT_FOUND")) throw error;
  }
  return resolveImage(context, cancellable(context));
}

/** Images that a repeated call of an interrupted create has made beside its own. */
async function removeDuplicates(context: ResourceContext, imageId: string | undefined): Promise<void> {
  const unfinished = await findUnfinished(context, cancellable(context));
  const duplicates = unfinished.filter(({ id }) => id !== imageId && !context.ports.claimedImages.has(id));
  for (const duplicate of duplicates) await removeLeftover(context, duplicate);
}

function isUnderWay(
  entry: StoredImage,
  image: ServiceImage | undefined,
): entry is StoredImage & { readonly jobId: string } {
  const isOver = image !== undefined && ["active", "killed"].includes(image.status);
  return entry.phase === "pending" && entry.jobId !== undefined && !isOver;
}

function awaitJob(context: ResourceContext, jobId: string) {
  const { kind, cloud, ports, deadline } = context;
  const { clock, random, engine } = ports;
  return waitForJob({
    jobId,
    clock,
    random,
    deadline,
    signal: engine.stop,
    toleratedMissingMs: longestUnseenMs,
    rule: { everyMs: ports.pollEveryMs(), typicalMs: kind.typicalSeconds * 1_000 },
    showJob: () => readJob(cloud, jobId, cancellable(context)),
    findActiveImage: async () => {
      const image = await resolveImage(context, cancellable(context));
      return image?.status === "active" ? image.id : undefined;
    },
    onPending: stateTeller(engine, context.urn, `job ${jobId} has to end before its image is deleted`),
  });
}

function mayDelete(context: ResourceContext, image: ServiceImage): boolean {
  const { entry, kind, ports, urn } = context;
  if (ports.claimedImages.belongsToAnother(image.id, entry.nonce)) {
    const again =
      entry.phase === "done" ? ", because it looked unfinished: run the replacement again for a new one" : "";
    ports.engine.warn(urn, `image ${image.id} was taken over by the new ${kind.type}; it is kept${again}`);
    return false;
  }
  if (["ours", "unfinished"].includes(ownershipOf(image, entry))) return true;
  const marker = image.image.tags[markerKey];
  ports.engine.warn(urn, `image ${image.id} carries the marker ${marker} of another resource; it is kept`);
  return false;
}

/**
 * Protection is for images that were handed over and can be used. No update reaches the old half of a replacement, so that
 * a present `protected: false` speaks for it, too; but not where the state knows nothing of the protection.
 */
function mayLift({ entry, ports, urn }: ResourceContext, image: ServiceImage): boolean {
  if (image.status === "killed" || ownershipOf(image, entry) === "unfinished") return true;
  return isProtected({ ...entry.inputs, image: entry.image }) && ports.programs.liftProtection(urn);
}

function protectedImage({ entry, ports, urn }: ResourceContext, { id }: ServiceImage): ImsError {
  const ways = waysOut[entry.inputs["protected"] === true ? "program" : "others"];
  const text = `Image ${id} is protected and was not deleted: ${ports.programs.hold(urn) ? ways.replaced : ways.destroyed}`;
  return new ImsError("PROTECTED", text, { imageId: id });
}

/** By whom the image was protected, and whether its resource has a new image instead. */
const waysOut = {
  program: {
    destroyed: "set its argument protected to false and run `pulumi up`, then run the command again",
    replaced:
      "a replacement has left it in the state, to be deleted. Set protected to false and run `pulumi up`, which deletes it; after that the new image can be protected again. To keep it, run `pulumi state delete` and choose its entry, which is pending deletion",
  },
  others: {
    destroyed:
      "it was protected outside the program. Set its argument protected to false and run `pulumi up --refresh`, or lift the protection in the console, then run the command again",
    replaced:
      "it was protected outside the program. Lift its protection in the console and run `pulumi up`, which deletes it. To keep one that was replaced, run `pulumi state delete` and choose its entry, which is pending deletion",
  },
} as const;
