import type { ObsDataImageArgs } from "../kinds/single/obsDataImage";
import { imageClass } from "./imageResource";

/**
 * A data image from a file in object storage (OBS): POST /v1/cloudimages/dataimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.ObsDataImage("archive", {
 *   imageUrl: "image-test:fedora_data1.qcow2",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ObsDataImage extends imageClass<ObsDataImageArgs>({
  kind: "obsDataImage",
  type: "ObsDataImage",
  arguments: ["imageUrl", "minDisk", "osType", "cmkId"],
}) {}
