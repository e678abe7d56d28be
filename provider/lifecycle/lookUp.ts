/** Looking for images of a resource by their marker. */

import type { Cloud, SendOptions } from "../http/cloud";
import type { ServiceImage } from "../ims/image";
import { listImages } from "../ims/images";
import { markerKey } from "../ims/markerKey";
import { findByTagKey, pageSize, type TaggedImage } from "../ims/tags";
import { type Marker, readMarker, resourceOf, unfinishedMarker } from "./marker";
import { readImage } from "./readImage";

export interface MarkedImage extends TaggedImage {
  readonly marker: Marker;
}

/** Every image of the project that carries a marker of ours, whatever resource it belongs to. */
export async function findMarked(cloud: Cloud, options: SendOptions): Promise<MarkedImage[]> {
  const found: TaggedImage[] = [];
  for (;;) {
    const page = await cloud.send(findByTagKey(cloud.place.projectId, markerKey, found.length), options);
    found.push(...page);
    if (page.length < pageSize) break;
  }
  return found.flatMap((image) => {
    const marker = readMarker(image.tags);
    return marker ? [{ ...image, marker }] : [];
  });
}

export interface Findings {
  /** Unfinished images of the token, oldest first, as a read by id shows them: the index of the search may be stale. */
  readonly unfinished: readonly ServiceImage[];
  /** Handed-over images of the token: a second image, or the old half of a forced replacement. */
  readonly owned: readonly ServiceImage[];
  /** Images of the same resource that were made from other inputs. */
  readonly relatives: readonly MarkedImage[];
}

/** Look-up 1 of the protocol: before a create. */
export async function lookUp(cloud: Cloud, token: string, options: SendOptions): Promise<Findings> {
  const marked = await findMarked(cloud, options);
  const own: ServiceImage[] = [];
  for (const { imageId } of marked.filter(({ marker }) => marker.token === token)) {
    const image = await readImage(cloud, imageId, options);
    if (image !== undefined) own.push(image);
  }
  const withState = (state: Marker["state"]) => own.filter((image) => hasMarker(image, token, state)).sort(byAge);
  return {
    unfinished: withState("unfinished"),
    owned: withState("owned"),
    relatives: marked.filter(({ marker }) => marker.resource === resourceOf(token) && marker.token !== token),
  };
}

/** Look-up 2 of the protocol: the unfinished images of the token with all their attributes, by exact value. */
export async function findUnfinished(cloud: Cloud, token: string, options: SendOptions): Promise<ServiceImage[]> {
  const { key, value } = unfinishedMarker(token);
  const images = await cloud.send(listImages({ tag: `${key}=${value}` }), options);
  return images.filter((image) => hasMarker(image, token, "unfinished")).sort(byAge);
}

function hasMarker(image: ServiceImage, token: string, state: Marker["state"]): boolean {
  const marker = readMarker(image.image.tags);
  return marker?.token === token && marker.state === state;
}

function byAge(a: ServiceImage, b: ServiceImage): number {
  const [first, second] = [a, b].map(({ id, image }) => `${image.createdAt ?? ""} ${id}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
