import type { EvsDataImageArgs } from "../kinds/single/evsDataImage";
import { imageClass } from "./imageResource";

/**
 * A data image from a volume (EVS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EvsDataImage("database", {
 *   volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
 *   description: "Data disk of the database server",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EvsDataImage extends imageClass<EvsDataImageArgs>({
  kind: "evsDataImage",
  type: "EvsDataImage",
  arguments: ["volumeId"],
}) {}
