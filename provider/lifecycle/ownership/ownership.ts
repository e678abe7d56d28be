/** The relation between the marker on an image and an entry of the state. */
import type { ServiceImage } from "../../ims/image";
import type { StoredImage } from "../state/stored";
import { readMarker } from "./marker";

/**
 * | value | marker | meaning |
 * |---|---|---|
 * | `ours` | none, or our own `o-…` | handed over |
 * | `unfinished` | our own `c-…` or `p-…` | begun, not handed over |
 * | `claimed` | our token with another nonce | handed over to nobody: an answer was lost |
 * | `foreign` | any other token | belongs to another resource |
 */
export type Ownership = "ours" | "unfinished" | "claimed" | "foreign";

export function ownershipOf(image: ServiceImage, { token, nonce }: StoredImage): Ownership {
  const marker = readMarker(image.image.tags);
  if (marker === undefined) return "ours";
  if (marker.token !== token) return "foreign";
  if (marker.state !== "owned") return "unfinished";
  return marker.nonce === nonce ? "ours" : "claimed";
}
