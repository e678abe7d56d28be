import type * as pulumi from "@pulumi/pulumi";
import type { QuickImportDataImageArgs } from "../kinds/quickImportDataImage";
import { type GetImageState, ImageResource } from "./imageResource";

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
export class QuickImportDataImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:QuickImportDataImage";

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
  ): QuickImportDataImage {
    return new QuickImportDataImage(name, state as QuickImportDataImageArgs, { ...options, id });
  }

  constructor(name: string, args: QuickImportDataImageArgs, options?: pulumi.CustomResourceOptions) {
    super("quickImportDataImage", QuickImportDataImage.type, name, args, options);
  }
}
