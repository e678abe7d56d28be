import type * as pulumi from "@pulumi/pulumi";
import type { ObsDataImageArgs } from "../kinds/obsDataImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A data image from a file in object storage (OBS): POST /v1/cloudimages/dataimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.ObsDataImage("archive", {
 *   imageUrl: "image-test:fedora_data1.qcow2",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ObsDataImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:ObsDataImage";

  /** The file that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string>;
  /** Smallest disk made from the image, in GB. */
  declare readonly minDisk: pulumi.Output<number>;

  /** An image that is there already, to refer to: it is read, and never changed or deleted. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GetImageState = {},
    options: pulumi.CustomResourceOptions = {},
  ): ObsDataImage {
    return new ObsDataImage(name, state as ObsDataImageArgs, { ...options, id });
  }

  constructor(name: string, args: ObsDataImageArgs, options?: pulumi.CustomResourceOptions) {
    super("obsDataImage", ObsDataImage.type, name, args, options);
  }
}
