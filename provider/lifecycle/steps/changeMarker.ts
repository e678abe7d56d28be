/** Changes of the marker other than the hand-over. */
import type { SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { patchNativeImage } from "../../ims/images";
import { markerKey } from "../../ims/markerKey";
import { putTags } from "../../ims/tags";
import { assertMayWrite, type ResourceContext, uninterruptible } from "../context/resourceContext";
import { isRetained } from "../inputs/protection";
import { ownedMarker, pendingMarker, readMarker } from "../ownership/marker";
import { markerInHand } from "../ownership/markerInHand";
import { isConflict } from "./applyChanges";

/** Brings the marker of an image that was handed over in line with the option `retainOnDelete`. */
export async function markAsKept(context: ResourceContext, image: ServiceImage): Promise<ServiceImage> {
  const { cloud, entry } = context;
  const marker = readMarker(image.image.tags);
  const isKept = isRetained(entry.inputs);
  if (marker?.state !== "owned" || marker.isKept === isKept) return image;
  assertMayWrite(context);
  const tag = ownedMarker(marker, isKept);
  await cloud.send(putTags(cloud.place.projectId, image.id, [tag]), uninterruptible(context));
  context.changed = true;
  return { ...image, image: { ...image.image, tags: { ...image.image.tags, [tag.key]: tag.value } } };
}

/** The property in which a call without tags has carried the marker becomes the tag that all images have. */
export async function markByTag(context: ResourceContext, image: ServiceImage): Promise<ServiceImage> {
  if (!image.held.has(markerKey)) return image;
  assertMayWrite(context);
  const { cloud, entry } = context;
  await cloud.send(putTags(cloud.place.projectId, image.id, [markerInHand(entry)]), uninterruptible(context));
  await removeMarkerProperty(context, image, uninterruptible(context));
  return { ...image, held: new Set([...image.held].filter((name) => name !== markerKey)) };
}

/**
 * A state is about to have the image, so that no create may take it. Where the service does not answer in time, the marker
 * stays as it is, and the entry continues with the image all the same.
 */
export async function markAsPending(
  context: ResourceContext,
  image: ServiceImage,
  options: SendOptions,
): Promise<void> {
  const { cloud, ports, entry } = context;
  const marker = readMarker(image.image.tags);
  if (marker?.state !== "unfinished" || marker.token !== entry.token) return;
  const tag = pendingMarker(marker);
  try {
    await cloud.send(putTags(cloud.place.projectId, image.id, [tag]), options);
    await removeMarkerProperty(context, image, options);
  } catch {
    return;
  }
  ports.handOvers.note({ cloud, imageId: image.id, owner: marker, marker: tag.value });
}

async function removeMarkerProperty(
  { cloud }: ResourceContext,
  image: ServiceImage,
  options: SendOptions,
): Promise<void> {
  if (!image.held.has(markerKey)) return;
  const removal = patchNativeImage(image.id, [{ op: "remove", path: `/${markerKey}` }]);
  await cloud.send(removal, options).catch((error) => {
    // It was removed by a call whose answer was lost.
    if (!isConflict(error)) throw error;
  });
}
