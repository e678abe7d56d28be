import type * as pulumi from "@pulumi/pulumi";
import { type ExistingImage, type GetImageState, ImageResource } from "./imageResource";

const spec = { kind: "image", type: "Image", arguments: [] } as const;

/**
 * An image of any source that is there already: {@link Image.get} reads it, and nothing changes or deletes it. The class of
 * its source makes an image.
 *
 * @example
 * ```ts
 * const ubuntu = ims.Image.get("ubuntu", "bc6bed6e-ba3a-4447-afcc-449174a3eb52");
 * export const minDisk = ubuntu.image.minDisk;
 * ```
 */
export class Image extends ImageResource {
  /** The type token, a permanent contract. */
  static readonly type = "pulumi-nodejs:dynamic/ims:Image";

  /** Refers to the image: an image that is not there is an error. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GetImageState = {},
    options: pulumi.CustomResourceOptions = {},
  ): ExistingImage {
    return new Image(name, state, { ...options, id });
  }

  private constructor(name: string, state: GetImageState, options: pulumi.CustomResourceOptions = {}) {
    if (options.id === undefined)
      throw new Error(
        `${name}: an Image is made by the class of its source, such as EcsSystemImage; Image.get refers to one`,
      );
    super(spec, name, state, options);
  }
}
