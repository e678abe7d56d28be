import type { QuickImportSystemImageArgs } from "../kinds/single/quickImportSystemImage";
import { imageClass } from "./imageResource";

/**
 * A system image by the fast import of a RAW or ZVHD2 file: POST /v2/cloudimages/quickimport/action.
 *
 * @example
 * ```ts
 * const image = new ims.QuickImportSystemImage("large", {
 *   imageUrl: "ims-image:centos70.zvhd2",
 *   osVersion: "CentOS 7.0 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class QuickImportSystemImage extends imageClass<QuickImportSystemImageArgs>({
  kind: "quickImportSystemImage",
  type: "QuickImportSystemImage",
  arguments: [
    "imageUrl",
    "minDisk",
    "osVersion",
    "type",
    "architecture",
    "hwFirmwareType",
    "licenseType",
    "minRam",
    "maxRam",
  ],
}) {}
