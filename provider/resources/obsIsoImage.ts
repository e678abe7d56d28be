import type * as pulumi from "@pulumi/pulumi";
import type { ObsIsoImageArgs } from "../kinds/obsIsoImage";
import { type GetImageState, ImageResource } from "./imageResource";

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
export class ObsIsoImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:ObsIsoImage";

  /** The file that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string>;
  /** Smallest disk of servers made from the image, in GB. */
  declare readonly minDisk: pulumi.Output<number>;
  /** The declared system. */
  declare readonly osVersion: pulumi.Output<string>;
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
  ): ObsIsoImage {
    return new ObsIsoImage(name, state as ObsIsoImageArgs, { ...options, id });
  }

  constructor(name: string, args: ObsIsoImageArgs, options?: pulumi.CustomResourceOptions) {
    super("obsIsoImage", ObsIsoImage.type, name, args, options);
  }
}
