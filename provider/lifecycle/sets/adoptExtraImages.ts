/**
 * Images that nobody declared: an OVA file brings one of each of its data disks. They belong to the main image, carry
 * markers of their own, and are recorded and deleted with it.
 */
import { messageOf } from "../../base/errors";
import type { ServiceImage } from "../../ims/image";
import { listImages } from "../../ims/images";
import { putTags } from "../../ims/tags";
import type { Member } from "../../kinds/sets/setKind";
import { assertMayWrite, cancellable, type ResourceContext, uninterruptible } from "../context/resourceContext";
import { argsOf } from "../inputs/args";
import { otherImagesIn, searchByMarker } from "../ownership/findOwnImages";
import { readMarker, unfinishedMarker } from "../ownership/marker";
import { fetchImage } from "../reading/fetchImage";
import { readStoredImage, storedProperties, urnOf, withImage } from "../state/stored";
import { handOver } from "../steps/completeCreate";
import { memberWork, siblingsIn } from "./makeMembers";
import { note, type SetContext, storedSet } from "./setContext";
import { mainMember } from "./storedSet";

export async function adoptExtraImages(set: SetContext): Promise<void> {
  if (set.kind.undeclared === undefined || set.members.size === 0) return;
  try {
    const ids = set.jobImages.size > 0 ? [...set.jobImages] : await marked(set);
    const known = new Set([...set.members.values()].map(({ properties }) => readStoredImage(properties)?.imageId));
    for (const id of ids.filter((one) => !known.has(one))) await take(set, id);
  } catch (error) {
    set.problems.push(`what the file has brought along: ${messageOf(error)}`);
  }
}

/** Without a job to ask, as after a kill: what an earlier run has marked, and a word on what it may have left unmarked. */
async function marked(set: SetContext): Promise<string[]> {
  const main = mainMember(set.kind, storedSet(set));
  const image = readStoredImage(main?.properties ?? {})?.image;
  if (main === undefined || image === undefined) return [];
  const { cloud, ports } = set;
  const byTag = await searchByMarker({ cloud, kind: { markedBy: "tag" } }, cancellable(set));
  const tokens = siblingsIn(set);
  const [sibling = ""] = [...tokens];
  const ours = otherImagesIn(byTag, sibling).filter(
    ({ marker }) => marker.state === "unfinished" && !tokens.has(marker.token),
  );
  const listed = await cloud.send(listImages({ virtual_env_type: "DataImage" }), cancellable(set));
  const unmarked = listed.filter(
    (one) =>
      image.dataOrigin !== undefined &&
      one.image.dataOrigin === image.dataOrigin &&
      readMarker(one.image.tags) === undefined &&
      (one.image.createdAt ?? "") >= (image.createdAt ?? ""),
  );
  for (const { id, name } of unmarked) {
    const text = `image ${id} (${name}) is from the same file and may have come with this one in a run that was killed; nobody tracks it`;
    ports.engine.warn(urnOf(set.inputs), text);
  }
  return ours.map(({ imageId }) => imageId);
}

async function take(set: SetContext, imageId: string): Promise<void> {
  const image = await fetchImage(set.cloud, imageId, cancellable(set));
  const member = image && set.kind.undeclared?.(image, argsOf(set.kind, set.inputs));
  if (image === undefined || member === undefined) return;
  const context = memberWork(set, member, siblingsIn(set));
  const marker = readMarker(image.image.tags);
  if (marker !== undefined && marker.token !== context.entry.token) return;
  context.entry = withImage(context.entry, image);
  await note(set, { ...member, undeclared: true }, async () => {
    await mark(context, image);
    set.ready.push(readyToHandOver(member, context, image));
    return storedProperties(context.entry);
  });
}

async function mark(context: ResourceContext, image: ServiceImage): Promise<void> {
  if (readMarker(image.image.tags) !== undefined || !context.ports.keepsMarker()) return;
  assertMayWrite(context);
  const { cloud, entry } = context;
  await cloud.send(putTags(cloud.place.projectId, image.id, [unfinishedMarker(entry)]), uninterruptible(context));
}

const readyToHandOver = (
  member: Member,
  context: ResourceContext,
  image: ServiceImage,
): SetContext["ready"][number] => ({
  member: { ...member, undeclared: true },
  handOver: async () => {
    await handOver(context, image, {
      removeLeftovers: true,
      isProtected: context.entry.inputs["protected"] === true,
      before: (same) => Promise.resolve(same),
    });
    return storedProperties(context.entry);
  },
});
