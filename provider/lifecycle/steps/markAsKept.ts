import type { ServiceImage } from "../../ims/image";
import { putTags } from "../../ims/tags";
import { evenNow, gate, type Work } from "../context/resourceContext";
import { isRetained } from "../inputs/protection";
import { ownedMarker, readMarker } from "../ownership/marker";

/** Brings the marker of an image that was handed over in line with the option `retainOnDelete`. */
export async function markAsKept(work: Work, image: ServiceImage): Promise<ServiceImage> {
  const { cloud, entry } = work;
  const marker = readMarker(image.image.tags);
  const isKept = isRetained(entry.inputs);
  if (marker?.state !== "owned" || marker.isKept === isKept) return image;
  gate(work);
  const tag = ownedMarker(marker, isKept);
  await cloud.send(putTags(cloud.place.projectId, image.id, [tag]), evenNow(work));
  work.changed = true;
  return { ...image, image: { ...image.image, tags: { ...image.image.tags, [tag.key]: tag.value } } };
}
