import type * as pulumi from "@pulumi/pulumi";
import type { EcsWholeImageArgs } from "../kinds/ecsWholeImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A full-server image from a server, with a backup in a vault behind it: POST /v1/cloudimages/wholeimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EcsWholeImage("everything", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   vaultId: "de9fcf45-11b2-432c-8562-5c5428574600",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EcsWholeImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:EcsWholeImage";

  /** Id of the server that the image was made from. */
  declare readonly instanceId: pulumi.Output<string>;
  /** Id of the vault that holds the backup. */
  declare readonly vaultId: pulumi.Output<string | undefined>;
  /** Whether the backup goes with the image. */
  declare readonly deleteBackup: pulumi.Output<boolean | undefined>;
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
  ): EcsWholeImage {
    return new EcsWholeImage(name, state as EcsWholeImageArgs, { ...options, id });
  }

  constructor(name: string, args: EcsWholeImageArgs, options?: pulumi.CustomResourceOptions) {
    super("ecsWholeImage", EcsWholeImage.type, name, args, options);
  }
}
