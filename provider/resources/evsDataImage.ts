import type * as pulumi from "@pulumi/pulumi";
import type { EvsDataImageArgs } from "../kinds/evsDataImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A data image from a volume (EVS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EvsDataImage("database", {
 *   volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
 *   description: "Data disk of the database server",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EvsDataImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:EvsDataImage";

  /** Id of the volume that the image was made from. */
  declare readonly volumeId: pulumi.Output<string>;

  /** An image that is there already, to refer to: it is read, and never changed or deleted. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GetImageState = {},
    options: pulumi.CustomResourceOptions = {},
  ): EvsDataImage {
    return new EvsDataImage(name, state as EvsDataImageArgs, { ...options, id });
  }

  constructor(name: string, args: EvsDataImageArgs, options?: pulumi.CustomResourceOptions) {
    super("evsDataImage", EvsDataImage.type, name, args, options);
  }
}
