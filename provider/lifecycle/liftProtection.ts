import type { ServiceImage } from "../ims/image";
import { bringInLine } from "./bringInLine";
import type { Work } from "./work";

/** For an image that is about to be deleted. */
export async function liftProtection(work: Work, image: ServiceImage): Promise<void> {
  if (!image.image.protected) return;
  await bringInLine({ ...work }, image, { protected: false }, {});
}
