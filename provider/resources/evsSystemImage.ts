import type * as pulumi from "@pulumi/pulumi";
import type { EvsSystemImageArgs } from "../kinds/evsSystemImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A system image from a data volume that holds a system: POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EvsSystemImage("rescued", {
 *   volumeId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   osVersion: "CentOS 7.0 64bit",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EvsSystemImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:EvsSystemImage";

  /** Id of the volume that the image was made from. */
  declare readonly volumeId: pulumi.Output<string>;
  /** The declared system; `image.osVersion` is what the service found. */
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
  ): EvsSystemImage {
    return new EvsSystemImage(name, state as EvsSystemImageArgs, { ...options, id });
  }

  constructor(name: string, args: EvsSystemImageArgs, options?: pulumi.CustomResourceOptions) {
    super("evsSystemImage", EvsSystemImage.type, name, args, options);
  }
}
