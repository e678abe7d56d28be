import type { QuickImportDataImageArgs } from "../kinds/single/quickImportDataImage";
import { imageClass } from "./imageResource";

/**
 * A data image by the fast import of a RAW or ZVHD2 file: POST /v2/cloudimages/quickimport/action.
 *
 * @example
 * ```ts
 * const image = new ims.QuickImportDataImage("largeData", {
 *   imageUrl: "ims-image:centos70.zvhd2",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class QuickImportDataImage extends imageClass<QuickImportDataImageArgs>({
  kind: "quickImportDataImage",
  type: "QuickImportDataImage",
  arguments: ["imageUrl", "minDisk", "osType"],
}) {}
