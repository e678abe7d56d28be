import type * as pulumi from "@pulumi/pulumi";
import type { ObsSystemImageArgs } from "../kinds/obsSystemImage";
import { type GetImageState, ImageResource } from "./imageResource";
import type { ImageOfSet } from "./imageSetResource";

/**
 * A system image from a file in object storage (OBS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.ObsSystemImage("imported", {
 *   imageUrl: "ims-image:centos70.qcow2",
 *   osVersion: "CentOS 7.0 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ObsSystemImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:ObsSystemImage";

  /**
   * Every image that was made: of the system disk, of the declared data disks, and of those that an OVA file brought along,
   * which are deleted with this one. In no particular order; `source` is `file,<bucket>:<object>`, for disks inside an OVA
   * file with `#<number>` behind it. Absent for an image that `get` refers to.
   */
  declare readonly images: pulumi.Output<ImageOfSet[] | undefined>;
  /** The file that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string>;
  /** Smallest disk of servers made from the image, in GB. */
  declare readonly minDisk: pulumi.Output<number>;
  /** The declared system; `image.osVersion` is what the service found. */
  declare readonly osVersion: pulumi.Output<string | undefined>;
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
  ): ObsSystemImage {
    return new ObsSystemImage(name, state as ObsSystemImageArgs, { ...options, id });
  }

  constructor(name: string, args: ObsSystemImageArgs, options?: pulumi.CustomResourceOptions) {
    super("obsSystemImage", ObsSystemImage.type, name, { images: undefined, ...args } as ObsSystemImageArgs, options);
  }
}
