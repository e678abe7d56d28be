import type * as pulumi from "@pulumi/pulumi";
import type { RegisteredImageArgs } from "../kinds/registeredImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * An image from a file in object storage by the native calls, record and file in one: POST /v2/images, then
 * PUT /v1/cloudimages/{image_id}/upload.
 *
 * @example
 * ```ts
 * const image = new ims.RegisteredImage("registered", {
 *   imageUrl: "bucketname:Centos6.5-disk1.vmdk",
 *   osVersion: "CentOS 6.5 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class RegisteredImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:RegisteredImage";

  /** The file that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string>;
  /** The declared system; `image.osVersion` is what the service shows. */
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
  ): RegisteredImage {
    return new RegisteredImage(name, state as RegisteredImageArgs, { ...options, id });
  }

  constructor(name: string, args: RegisteredImageArgs, options?: pulumi.CustomResourceOptions) {
    super("registeredImage", RegisteredImage.type, name, args, options);
  }
}
