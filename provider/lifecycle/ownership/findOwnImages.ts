/** Looking for images of a resource by their marker. */

import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { listImages, listNativeImages, nativePageSize } from "../../ims/images";
import { markerKey } from "../../ims/markerKey";
import { findByTagKey, pageSize, type TaggedImage } from "../../ims/tags";
import type { Kind } from "../../kinds/kind";
import { fetchImage } from "../reading/fetchImage";
import type { StoredImage } from "../state/stored";
import { allPages } from "./allPages";
import { type Marker, mayBeSame, mayBeSameState, readMarker, resourceOf, stateOf } from "./marker";
import { markerInHand } from "./markerInHand";

export interface MarkedImage extends TaggedImage {
  readonly marker: Marker;
}

/** The marker that is searched for, and the place. */
export interface Search {
  readonly cloud: Cloud;
  readonly kind: Pick<Kind, "markedBy">;
  readonly entry: StoredImage;
}

/** A search that creates at the same place share. */
interface SharedSearch extends Search {
  readonly ports: { readonly batching: { at(cloud: Cloud): { readonly searchByMarker: FindMarked } } };
}

type FindMarked = (markedBy: Kind["markedBy"], options: SendOptions) => Promise<MarkedImage[]>;

/** Every image of the project that carries a marker of ours in the way of the kind, whatever resource it belongs to. */
export function searchByMarker(
  { cloud, kind }: Pick<Search, "cloud" | "kind">,
  options: SendOptions,
): Promise<MarkedImage[]> {
  return (kind.markedBy === "tag" ? searchByTag : searchNatively)(cloud, options);
}

async function searchByTag(cloud: Cloud, options: SendOptions): Promise<MarkedImage[]> {
  const found = await allPages<TaggedImage>({
    pageSize,
    idOf: ({ imageId }) => imageId,
    ask: (seen) => cloud.send(findByTagKey(cloud.place.projectId, markerKey, seen.length), options),
  });
  return found.flatMap((image) => {
    const marker = readMarker(image.tags);
    return marker ? [{ ...image, marker }] : [];
  });
}

export interface Findings {
  /** Unfinished images of the token, youngest first, as a read by id shows them: the index of the search may be stale. */
  readonly unfinished: readonly ServiceImage[];
  /** Images of the token that a state has had: a second image, or the old half of a forced replacement. */
  readonly recorded: readonly ServiceImage[];
  /** Images of the same resource that were made from other inputs. */
  readonly otherImages: readonly MarkedImage[];
  /** Unfinished images of the same resource and inputs that the run of another state has begun. */
  readonly ofOtherStates: readonly MarkedImage[];
}

/** The same for images that carry it as a property: the native list shows them, and the tagged ones too. */
async function searchNatively(cloud: Cloud, options: SendOptions): Promise<MarkedImage[]> {
  const images = await listAllNatively(cloud, options);
  return images.flatMap(({ id, name, image }) => {
    const marker = readMarker(image.tags);
    return marker ? [{ imageId: id, name, tags: image.tags, marker }] : [];
  });
}

function listAllNatively(cloud: Cloud, options: SendOptions): Promise<ServiceImage[]> {
  return allPages<ServiceImage>({
    pageSize: nativePageSize,
    idOf: ({ id }) => id,
    ask: (seen) => cloud.send(listNativeImages(seen.at(-1)?.id), options),
  });
}

/** Look-up 1 (docs/architecture.md, Create): before a create. */
export async function findOwnImages(
  { cloud, kind, entry: { token }, ports }: SharedSearch,
  options: SendOptions,
): Promise<Findings> {
  const isOwn = (other: string) => mayBeSame(token, other);
  const marked = await ports.batching.at(cloud).searchByMarker(kind.markedBy, options);
  const own: ServiceImage[] = [];
  for (const { imageId } of marked.filter(({ marker }) => isOwn(marker.token))) {
    const image = await fetchImage(cloud, imageId, options);
    if (image !== undefined) own.push(image);
  }
  const withMarker = (fits: (marker: Marker) => boolean) =>
    own
      .filter(({ image: { tags } }) => {
        const marker = readMarker(tags);
        return marker !== undefined && isOwn(marker.token) && fits(marker);
      })
      .sort(byAge);
  return {
    unfinished: withMarker(({ state }) => state === "unfinished"),
    recorded: withMarker(({ state }) => state !== "unfinished"),
    otherImages: otherImagesIn(marked, token).filter(({ marker }) => !isOwn(marker.token)),
    ofOtherStates: marked.filter(
      ({ marker }) => marker.state === "unfinished" && isOfAnotherState(marker.token, token),
    ),
  };
}

/** The images of a resource, as far as the state is concerned. */
export function otherImagesIn(marked: readonly MarkedImage[], token: string): MarkedImage[] {
  return marked.filter(
    ({ marker }) =>
      resourceOf(marker.token) === resourceOf(token) && mayBeSameState(stateOf(marker.token), stateOf(token)),
  );
}

function isOfAnotherState(token: string, own: string): boolean {
  const inOwnState = token.replace(`-${stateOf(token)}-`, `-${stateOf(own)}-`);
  return inOwnState === own && !mayBeSame(token, own);
}

/**
 * Look-up 2 (docs/architecture.md, Create): the unfinished images of one create, with all their attributes. A repeated call
 * may have made several.
 */
export async function findUnfinished({ cloud, kind, entry }: Search, options: SendOptions): Promise<ServiceImage[]> {
  const { key, value } = markerInHand(entry);
  const images =
    kind.markedBy === "tag"
      ? await cloud.send(listImages({ tag: `${key}=${value}` }), options)
      : await listAllNatively(cloud, options);
  return images.filter(({ image }) => image.tags[key] === value).sort(byAge);
}

/** The youngest first. */
function byAge(a: ServiceImage, b: ServiceImage): number {
  const [first, second] = [a, b].map(({ id, image }) => `${image.createdAt ?? ""} ${id}`);
  return (first ?? "") < (second ?? "") ? 1 : -1;
}
