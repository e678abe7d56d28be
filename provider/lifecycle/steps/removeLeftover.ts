import type { ServiceImage } from "../../ims/image";
import type { Work } from "../context/resourceContext";
import { removeImage } from "./deleteImage";
import { liftProtection } from "./liftProtection";

/** Deletes an image that the engine was not told of. A run that was killed right before may have protected it. */
export async function removeLeftover(work: Work, image: ServiceImage): Promise<void> {
  await liftProtection(work, image);
  await removeImage(work, image.id);
}
