import type * as pulumi from "@pulumi/pulumi";
import type { QuickImportSystemImageArgs } from "../kinds/quickImportSystemImage";
import { type GetImageState, ImageResource } from "./imageResource";

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
export class QuickImportSystemImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:QuickImportSystemImage";

  /** The file that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string>;
  /** Smallest disk of servers made from the image, in GB. */
  declare readonly minDisk: pulumi.Output<number>;
  /** The declared system; `image.osVersion` is what the service found. */
  declare readonly osVersion: pulumi.Output<string>;
  /** How servers made from the image boot, as declared. */
  declare readonly hwFirmwareType: pulumi.Output<string | undefined>;
  /** Smallest memory of servers made from the image, in MB. */
  declare readonly minRam: pulumi.Output<number | undefined>;
  /** Largest memory of servers made from the image, in MB. */
  declare readonly maxRam: pulumi.Output<number | undefined>;

  /** An image that is there already, to refer to: it is read, and never changed or deleted. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GetImageState = {},
    options: pulumi.CustomResourceOptions = {},
  ): QuickImportSystemImage {
    return new QuickImportSystemImage(name, state as QuickImportSystemImageArgs, { ...options, id });
  }

  constructor(name: string, args: QuickImportSystemImageArgs, options?: pulumi.CustomResourceOptions) {
    super("quickImportSystemImage", QuickImportSystemImage.type, name, args, options);
  }
}
