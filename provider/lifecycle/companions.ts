/** Images that a job makes beside the one that was asked for: an OVA file brings an image of each of its data disks. */
import type { ServiceImage } from "../ims/image";
import { putTags } from "../ims/tags";
import { ownedMarker } from "./marker";
import { isGone, showIfThere } from "./readImage";
import { removeImage } from "./removeImage";
import { evenNow, gate, untilDeadline, type Work } from "./work";

const dataDisk = "DataImage";

/** The image of a job that made one; where there are several, the job does not say whose they are. */
export function onlyOf(imageIds: readonly string[]): string | undefined {
  return imageIds.length === 1 ? imageIds[0] : undefined;
}

/** Tells the image that was asked for from those that came with it, which are noted in the entry. */
export async function setApart(work: Work, imageIds: readonly string[]): Promise<string | undefined> {
  if (imageIds.length < 2 || !work.kind.mayBringCompanions) return onlyOf(imageIds);
  const images: ServiceImage[] = [];
  for (const id of imageIds) {
    const image = await showIfThere(work.cloud, id, untilDeadline(work));
    if (image !== undefined && !isGone(image)) images.push(image);
  }
  const main = images.find(({ image }) => image.virtualEnvType !== dataDisk)?.id ?? imageIds[0];
  work.entry = { ...work.entry, companions: imageIds.filter((id) => id !== main) };
  return main;
}

/** They belong to the resource as its own image does, and say so. */
export async function markCompanions(work: Work): Promise<void> {
  const { cloud, entry, ports } = work;
  if (!ports.keepsMarker()) return;
  for (const imageId of entry.companions) {
    gate(work);
    await cloud.send(putTags(cloud.place.projectId, imageId, [ownedMarker(entry.token, entry.nonce)]), evenNow(work));
  }
}

export async function removeCompanions(work: Work): Promise<void> {
  for (const imageId of work.entry.companions) await removeImage(work, imageId);
}
