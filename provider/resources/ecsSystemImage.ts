import type * as pulumi from "@pulumi/pulumi";
import type { EcsSystemImageArgs } from "../kinds/ecsSystemImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A system image from a server (ECS or BMS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EcsSystemImage("base", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   tags: { team: "base" },
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EcsSystemImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:EcsSystemImage";

  /** Id of the server that the image was made from. */
  declare readonly instanceId: pulumi.Output<string>;
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
  ): EcsSystemImage {
    return new EcsSystemImage(name, state as EcsSystemImageArgs, { ...options, id });
  }

  constructor(name: string, args: EcsSystemImageArgs, options?: pulumi.CustomResourceOptions) {
    super("ecsSystemImage", EcsSystemImage.type, name, args, options);
  }
}
