import type { Output } from "@pulumi/pulumi";
import type { ObsSystemImageArgs } from "../kinds/single/obsSystemImage";
import { imageClass } from "./imageResource";
import type { ImageOfSet } from "./imageSetResource";

/** The outputs of {@link ObsSystemImage} that are no arguments. */
interface ObsSystemImageOutputs {
  /**
   * Every image that was made: of the system disk, of the declared data disks, and of those that an OVA file brought along,
   * which are deleted with this one. In no particular order; `source` is `file,<bucket>:<object>`, for disks inside an OVA
   * file with `#<number>` behind it.
   */
  readonly images: Output<ImageOfSet[]>;
}

/**
 * A system image from a file in object storage (OBS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.ObsSystemImage("imported", {
 *   imageUrl: "ims-image:centos70.qcow2",
 *   osVersion: "CentOS 7.0 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ObsSystemImage extends imageClass<ObsSystemImageArgs, ObsSystemImageOutputs>({
  kind: "obsSystemImage",
  type: "ObsSystemImage",
  arguments: [
    "imageUrl",
    "minDisk",
    "osType",
    "osVersion",
    "type",
    "isConfig",
    "isQuickImport",
    "cmkId",
    "architecture",
    "hwFirmwareType",
    "licenseType",
    "minRam",
    "maxRam",
    "dataImages",
  ],
  outputs: ["images"],
  holdsMembers: true,
}) {}
