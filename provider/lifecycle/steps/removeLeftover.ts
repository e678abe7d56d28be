import type { ServiceImage } from "../../ims/image";
import type { ResourceContext } from "../context/resourceContext";
import { applyChanges } from "./applyChanges";
import { removeImage } from "./removeImage";

/** Deletes an image that the engine was not told of. A run that was killed right before may have protected it. */
export async function removeLeftover(context: ResourceContext, image: ServiceImage): Promise<void> {
  await liftProtection(context, image);
  await removeImage(context, image.id);
}

/** For an image that is about to be deleted. */
export async function liftProtection(context: ResourceContext, image: ServiceImage): Promise<void> {
  if (!image.image.protected) return;
  await applyChanges({ ...context }, image, { protected: false }, {});
}
