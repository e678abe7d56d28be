/** Images of a project that carry our marker and that no given state knows. */
import type { Cloud, Place, SendOptions } from "../../http/cloud";
import type { ServiceImage } from "../../ims/image";
import * as kinds from "../../kinds";
import { findMarked } from "../../lifecycle/lookUp";
import { type Marker, readMarker } from "../../lifecycle/marker";
import { readImage } from "../../lifecycle/readImage";
import type { Knowledge } from "./knowledge";

export interface Orphan {
  readonly imageId: string;
  readonly name: string;
  readonly status: string;
  readonly protected: boolean;
  readonly createdAt: string | undefined;
  readonly place: Place;
  readonly marker: Marker;
  /** The resource of the given states that the image was made for; undefined when none of them has it. */
  readonly urn: string | undefined;
}

export async function findOrphans(cloud: Cloud, known: Knowledge, options: SendOptions): Promise<Orphan[]> {
  const orphans: Orphan[] = [];
  for (const imageId of await markedImageIds(cloud, options)) {
    const image = await readImage(cloud, imageId, options);
    const orphan = image && asOrphan(image, cloud.place, known);
    if (orphan !== undefined) orphans.push(orphan);
  }
  return orphans;
}

/** The image as an orphan, as a read by id shows it: the index of the search may be stale. */
export function asOrphan(image: ServiceImage, place: Place, known: Knowledge): Orphan | undefined {
  const marker = readMarker(image.image.tags);
  if (marker === undefined || known.has(image.id, marker)) return undefined;
  const { id: imageId, name, status } = image;
  const { protected: isProtected = false, createdAt } = image.image;
  return { imageId, name, status, protected: isProtected, createdAt, place, marker, urn: known.urnOf(marker) };
}

/** In each way in which a kind marks its images. */
async function markedImageIds(cloud: Cloud, options: SendOptions): Promise<Set<string>> {
  const ways = new Set(Object.values(kinds).map(({ markedBy }) => markedBy));
  const ids = new Set<string>();
  for (const markedBy of ways) {
    for (const { imageId } of await findMarked({ cloud, kind: { markedBy } }, options)) ids.add(imageId);
  }
  return ids;
}
