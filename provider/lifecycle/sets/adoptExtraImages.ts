/**
 * Images that nobody declared: an OVA file brings one of each of its data disks. They belong to the main image, carry
 * markers of their own, and are recorded and deleted with it.
 */
import { messageOf } from "../../base/errors";
import type { ServiceImage } from "../../ims/image";
import { listImages } from "../../ims/images";
import { putTags } from "../../ims/tags";
import type { Member } from "../../kinds/sets/setKind";
import { evenNow, gate, untilDeadline, type Work } from "../context/resourceContext";
import { argsOf } from "../inputs/args";
import { findMarked, relativesIn } from "../ownership/lookUp";
import { readMarker, unfinishedMarker } from "../ownership/marker";
import { readImage } from "../reading/fetchImage";
import { readEntry, storedProperties, urnOf, withImage } from "../state/stored";
import { handOver } from "../steps/completeCreate";
import { memberWork, siblingsIn } from "./makeMembers";
import { note, type SetWork, storedSet } from "./setContext";
import { mainMember } from "./storedSet";

export async function takeUndeclared(set: SetWork): Promise<void> {
  if (set.kind.undeclared === undefined || set.members.size === 0) return;
  try {
    const ids = set.jobImages.size > 0 ? [...set.jobImages] : await marked(set);
    const known = new Set([...set.members.values()].map(({ properties }) => readEntry(properties)?.imageId));
    for (const id of ids.filter((one) => !known.has(one))) await take(set, id);
  } catch (error) {
    set.problems.push(`what the file has brought along: ${messageOf(error)}`);
  }
}

/** Without a job to ask, as after a kill: what an earlier run has marked, and a word on what it may have left unmarked. */
async function marked(set: SetWork): Promise<string[]> {
  const main = mainMember(set.kind, storedSet(set));
  const image = readEntry(main?.properties ?? {})?.image;
  if (main === undefined || image === undefined) return [];
  const { cloud, ports } = set;
  const byTag = await findMarked({ cloud, kind: { markedBy: "tag" } }, untilDeadline(set));
  const tokens = siblingsIn(set);
  const [sibling = ""] = [...tokens];
  const ours = relativesIn(byTag, sibling).filter(
    ({ marker }) => marker.state === "unfinished" && !tokens.has(marker.token),
  );
  const listed = await cloud.send(listImages({ virtual_env_type: "DataImage" }), untilDeadline(set));
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

async function take(set: SetWork, imageId: string): Promise<void> {
  const image = await readImage(set.cloud, imageId, untilDeadline(set));
  const member = image && set.kind.undeclared?.(image, argsOf(set.kind, set.inputs));
  if (image === undefined || member === undefined) return;
  const work = memberWork(set, member, siblingsIn(set));
  const marker = readMarker(image.image.tags);
  if (marker !== undefined && marker.token !== work.entry.token) return;
  work.entry = withImage(work.entry, image);
  await note(set, { ...member, undeclared: true }, async () => {
    await mark(work, image);
    set.ready.push(readyToHandOver(member, work, image));
    return storedProperties(work.entry);
  });
}

async function mark(work: Work, image: ServiceImage): Promise<void> {
  if (readMarker(image.image.tags) !== undefined || !work.ports.keepsMarker()) return;
  gate(work);
  const { cloud, entry } = work;
  await cloud.send(putTags(cloud.place.projectId, image.id, [unfinishedMarker(entry)]), evenNow(work));
}

const readyToHandOver = (member: Member, work: Work, image: ServiceImage): SetWork["ready"][number] => ({
  member: { ...member, undeclared: true },
  handOver: async () => {
    await handOver(work, image, {
      removeLeftovers: true,
      isProtected: work.entry.inputs["protected"] === true,
      before: (same) => Promise.resolve(same),
    });
    return storedProperties(work.entry);
  },
});
