import type { Tag } from "../../ims/tags";
import type { Owner, StoredImage } from "../state/stored";
import { readMarker, unfinishedMarker } from "./marker";

/** The create that has begun the image of an entry: its own, or the interrupted one whose image it continues. */
export function beginnerOf({ token, nonce, image }: StoredImage): Owner {
  const marker = readMarker(image?.tags ?? {});
  return marker === undefined || marker.state === "owned" ? { token, nonce } : marker;
}

/** The marker that the images which were asked for with the one of an entry carry. */
export function markerInHand(entry: StoredImage): Tag {
  return unfinishedMarker(beginnerOf(entry));
}
