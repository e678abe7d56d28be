import type { ObsIsoImageArgs } from "../kinds/single/obsIsoImage";
import { imageClass } from "./imageResource";

/**
 * An ISO image from a file in object storage (OBS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.ObsIsoImage("installer", {
 *   imageUrl: "ims-image:centos70.iso",
 *   osVersion: "CentOS 7.0 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ObsIsoImage extends imageClass<ObsIsoImageArgs>({
  kind: "obsIsoImage",
  type: "ObsIsoImage",
  arguments: ["imageUrl", "minDisk", "osVersion", "isConfig", "cmkId", "architecture", "minRam", "maxRam"],
}) {}
