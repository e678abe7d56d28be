import type * as pulumi from "@pulumi/pulumi";
import type { ImageMetadataArgs } from "../kinds/imageMetadata";
import { type GetImageState, ImageResource } from "./imageResource";

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
export class ImageMetadata extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:ImageMetadata";

  /** The declared system. */
  declare readonly osVersion: pulumi.Output<string | undefined>;
  /** Smallest disk of servers made from the image, in GB, as declared. */
  declare readonly minDisk: pulumi.Output<number | undefined>;
  /** Whether the image is protected from deletion, as declared. */
  declare readonly protected: pulumi.Output<boolean | undefined>;
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
  ): ImageMetadata {
    return new ImageMetadata(name, state as ImageMetadataArgs, { ...options, id });
  }

  constructor(name: string, args: ImageMetadataArgs, options?: pulumi.CustomResourceOptions) {
    super("imageMetadata", ImageMetadata.type, name, args, options);
  }
}
