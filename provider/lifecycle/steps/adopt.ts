/** Takes over what an interrupted create of the same resource has left. */
import type { ServiceImage } from "../../ims/image";
import { cancellable, type ResourceContext } from "../context/resourceContext";
import { findOwnImages } from "../ownership/findOwnImages";
import { readMarker } from "../ownership/marker";
import { withImage } from "../state/stored";
import { nameOthers } from "./nameOthers";
import { removeLeftover } from "./removeLeftover";

/** True when the youngest such image is now in hand; one that the service could not make is removed first. */
export async function adopt(context: ResourceContext): Promise<boolean> {
  const { ports, entry } = context;
  const findings = await findOwnImages(context, cancellable(context));
  const free = findings.unfinished.filter((image) => isFree(context, image));
  for (const image of free.filter(({ status }) => status === "killed")) await removeLeftover(context, image);
  const [image, ...others] = free.filter(({ status }) => status !== "killed");
  nameOthers(context, { ...findings, unfinished: others });
  if (image === undefined) return false;
  // The image may have been begun while nothing told whose state it was: the entry works on by its marker.
  const { token = entry.token } = readMarker(image.image.tags) ?? {};
  context.entry = { ...withImage(entry, image), token };
  ports.engine.step(context.urn, `continues with image ${image.id}, which an interrupted run has left`);
  return true;
}

/** No other entry of the state that the engine has named is known to hold the image or to have begun it. */
function isFree({ ports: { claimedImages }, entry }: ResourceContext, { id, image }: ServiceImage): boolean {
  const nonce = readMarker(image.tags)?.nonce ?? entry.nonce;
  return !claimedImages.has(id) && (nonce === entry.nonce || !claimedImages.hasNonce(nonce));
}
