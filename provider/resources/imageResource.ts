/** What all image classes share: the outputs, and the hidden inputs that the provider needs. */
import * as pulumi from "@pulumi/pulumi";
import type { Image } from "../ims/image";
import type { CommonArgs } from "../kinds/commonArgs";
import { hiddenInputs } from "./hiddenInputs";
import { tagOrders } from "./tagOrders";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where to look for an image that this stack does not manage. */
export interface GetImageState {
  /** Region of the image. Default: the provider's region. */
  readonly region?: pulumi.Input<string>;
}

/** A resource that is one image. Use the class of its source, such as `EcsSystemImage`. */
export abstract class ImageResource extends pulumi.CustomResource {
  /** Id of the image; the same as `id`, and known in previews of changes. */
  declare readonly imageId: pulumi.Output<string>;
  /** Name of the image. */
  declare readonly name: pulumi.Output<string>;
  /** What the image is for. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The declared tags as a map from key to value. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The declared enterprise project. */
  declare readonly enterpriseProjectId: pulumi.Output<string | undefined>;
  /** Status of the image, `active` once it can be used. */
  declare readonly status: pulumi.Output<string>;
  /** Id of the job that made the image; absent when an interrupted run had begun it. */
  declare readonly jobId: pulumi.Output<string | undefined>;
  /** The image as the service shows it: detected system, sizes, origin and every other attribute. */
  declare readonly image: pulumi.Output<Image>;
  /** Region of the image. */
  declare readonly region: pulumi.Output<string>;
  /** Project of the image. */
  declare readonly projectId: pulumi.Output<string>;

  protected constructor(
    kind: string,
    type: string,
    name: string,
    args: CommonArgs | undefined,
    options: pulumi.CustomResourceOptions = {},
  ) {
    super(type, name, propertiesOf(kind, type, name, args, options), options);
    const raw = this.imageId;
    this.imageId = this.id.apply((id) => (uuid.test(id) ? pulumi.output(id) : raw));
  }
}

const outputs = {
  name: undefined,
  imageId: undefined,
  status: undefined,
  jobId: undefined,
  image: undefined,
  region: undefined,
  projectId: undefined,
};

function propertiesOf(
  kind: string,
  type: string,
  name: string,
  args: CommonArgs | undefined,
  options: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  if (options.import !== undefined) {
    throw new Error(
      `${name}: dynamic providers cannot import. Use ${type.split(":").at(-1)}.get("${name}", "<image id>") to refer to an image without managing it.`,
    );
  }
  return {
    ...outputs,
    ...args,
    ...hiddenInputs(kind, type, name, options),
    ...tagOrders(args ?? {}),
  };
}
