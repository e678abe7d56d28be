/** What the classes share whose resource is several images. */
import * as pulumi from "@pulumi/pulumi";
import type { Image } from "../ims/image";
import type { PlacementArgs } from "../kinds/commonArgs";
import { hiddenInputs } from "./hiddenInputs";
import { tagOrders } from "./tagOrders";

/** One image of a set. */
export interface ImageOfSet {
  readonly imageId: string;
  readonly name: string;
  /** What the image was made from, such as `volume,<volume id>` or `instance,<server id>`. */
  readonly source: string;
  /** The image as the service shows it. */
  readonly image: Image;
}

/** A resource that is several images made together. Its own id is that of the job that made them. */
export abstract class ImageSetResource extends pulumi.CustomResource {
  /** The images, in no particular order. */
  declare readonly images: pulumi.Output<ImageOfSet[]>;
  /** `active` once every image can be used, else `incomplete`. */
  declare readonly status: pulumi.Output<string>;
  /** Id of the first job that made images of this resource; absent when an interrupted run had begun them. */
  declare readonly jobId: pulumi.Output<string | undefined>;
  /** The declared enterprise project. */
  declare readonly enterpriseProjectId: pulumi.Output<string | undefined>;
  /** Region of the images. */
  declare readonly region: pulumi.Output<string>;
  /** Project of the images. */
  declare readonly projectId: pulumi.Output<string>;

  protected constructor(
    kind: string,
    type: string,
    name: string,
    args: PlacementArgs & Parameters<typeof tagOrders>[0],
    options: pulumi.CustomResourceOptions = {},
  ) {
    if (options.import !== undefined || options.id !== undefined) {
      throw new Error(
        `${name}: a set of images can be neither imported nor referred to; use the classes of single images.`,
      );
    }
    super(type, name, { ...outputs, ...args, ...hiddenInputs(kind, type, name, options), ...tagOrders(args) }, options);
  }

  /** The id of the image that was made from `source`. */
  protected imageIdOf(source: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.all([this.images, source]).apply(([images, wanted]) => {
      const found = images.find((image) => image.source === wanted);
      if (found === undefined) throw new Error(`There is no image of ${wanted}`);
      return found.imageId;
    });
  }
}

const outputs = { images: undefined, status: undefined, jobId: undefined, region: undefined, projectId: undefined };
