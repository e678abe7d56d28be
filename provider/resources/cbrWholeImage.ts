import type * as pulumi from "@pulumi/pulumi";
import type { CbrWholeImageArgs } from "../kinds/cbrWholeImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * A full-server image from a backup (CBR or CSBS): POST /v1/cloudimages/wholeimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.CbrWholeImage("restored", {
 *   backupId: "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class CbrWholeImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:CbrWholeImage";

  /** Id of the backup that the image was made from. */
  declare readonly backupId: pulumi.Output<string>;
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
  ): CbrWholeImage {
    return new CbrWholeImage(name, state as CbrWholeImageArgs, { ...options, id });
  }

  constructor(name: string, args: CbrWholeImageArgs, options?: pulumi.CustomResourceOptions) {
    super("cbrWholeImage", CbrWholeImage.type, name, args, options);
  }
}
