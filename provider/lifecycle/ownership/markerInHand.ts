import type { Tag } from "../../ims/tags";
import type { Entry, Owner } from "../state/stored";
import { readMarker, unfinishedMarker } from "./marker";

/** Who has begun the image of an entry: the entry itself, or the interrupted create whose image it continues. */
export function beginnerOf({ token, nonce, image }: Entry): Owner {
  const marker = readMarker(image?.tags ?? {});
  return marker?.state === "unfinished" ? marker : { token, nonce };
}

/** The marker that the image of an entry carries until it is handed over. */
export function markerInHand(entry: Entry): Tag {
  return unfinishedMarker(beginnerOf(entry));
}
