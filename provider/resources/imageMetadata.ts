import type { ImageMetadataArgs } from "../kinds/single/imageMetadata";
import { imageClass } from "./imageResource";

/**
 * An image record without a file, in the status `queued`: POST /v2/images. Something else brings the file.
 *
 * @example
 * ```ts
 * const image = new ims.ImageMetadata("record", {
 *   osVersion: "Ubuntu 14.04 server 64bit",
 *   diskFormat: "vhd",
 *   minDisk: 100,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ImageMetadata extends imageClass<ImageMetadataArgs>({
  kind: "imageMetadata",
  type: "ImageMetadata",
  arguments: ["osVersion", "minDisk", "diskFormat", "containerFormat", "visibility", "minRam", "maxRam"],
}) {}
