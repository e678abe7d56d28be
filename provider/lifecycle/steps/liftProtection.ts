import type { ServiceImage } from "../../ims/image";
import type { Work } from "../context/resourceContext";
import { bringInLine } from "./applyChanges";

/** For an image that is about to be deleted. */
export async function liftProtection(work: Work, image: ServiceImage): Promise<void> {
  if (!image.image.protected) return;
  await bringInLine({ ...work }, image, { protected: false }, {});
}
