/** Images of a project that carry our marker and that no given state knows. */
import type { Cloud, Place, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import * as kinds from "../../kinds";
import { searchByMarker } from "../../lifecycle/ownership/findOwnImages";
import { type Marker, readMarker } from "../../lifecycle/ownership/marker";
import { fetchImage } from "../../lifecycle/reading/fetchImage";
import type { Standing, StateIndex } from "./stateIndex";

export interface FoundImage {
  readonly imageId: string;
  readonly name: string;
  readonly status: string;
  readonly protected: boolean;
  readonly createdAt: string | undefined;
  readonly place: Place;
  readonly marker: Marker;
  readonly standing: Standing;
  /** The resource of the given states that the image was made for; undefined when none of them has it. */
  readonly urn: string | undefined;
  /** True when the given states have another image of that resource. */
  readonly isSecond: boolean;
}

export async function findImages(cloud: Cloud, known: StateIndex, options: SendOptions): Promise<FoundImage[]> {
  const found: FoundImage[] = [];
  for (const imageId of await markedImageIds(cloud, options)) {
    const image = await fetchImage(cloud, imageId, options);
    const one = image && asFound(image, cloud.place, known);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** The image as a read by id shows it: the index of the search may be stale. Undefined when a state knows it. */
export function asFound(image: ServiceImage, place: Place, known: StateIndex): FoundImage | undefined {
  const marker = readMarker(image.image.tags);
  if (marker === undefined || known.has(image.id, marker)) return undefined;
  const { id: imageId, name, status } = image;
  const { protected: isProtected = false, createdAt } = image.image;
  const { urn, standing, isSecond } = known.about(marker);
  return { imageId, name, status, protected: isProtected, createdAt, place, marker, standing, urn, isSecond };
}

/** In each way in which a kind marks its images. */
async function markedImageIds(cloud: Cloud, options: SendOptions): Promise<Set<string>> {
  const ways = new Set(Object.values(kinds).map(({ markedBy }) => markedBy));
  const ids = new Set<string>();
  for (const markedBy of ways) {
    for (const { imageId } of await searchByMarker({ cloud, kind: { markedBy } }, options)) ids.add(imageId);
  }
  return ids;
}
