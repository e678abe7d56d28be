/** The base of the classes whose resource is one image, and the function that makes such a base for the arguments of a class. */
import * as pulumi from "@pulumi/pulumi";
import type { ImageAttributes } from "../ims/image";
import type { PlacementArgs } from "../kinds/arguments/commonArgs";
import type { Outputs } from "./outputs";
import { type ClassSpec, registrationOf, typeTokenOf } from "./registration";
import { settleOutputs } from "./settleOutputs";

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
  /** Name of the image. A name that the provider makes up is unknown in the preview of the create. */
  declare readonly name: pulumi.Output<string>;
  /** Description of the image; undefined when the program declares none. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The declared tags as a map from key to value, those of `ims:defaultTags` included; undefined when there are none. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Status of the image, `active` once it can be used. */
  declare readonly status: pulumi.Output<string>;
  /** Id of the job that made the image; undefined when an interrupted run had begun it, and for an image of `get`. */
  declare readonly jobId: pulumi.Output<string | undefined>;
  /** The image as the service shows it: detected system, sizes, origin and every other attribute. */
  declare readonly image: pulumi.Output<ImageAttributes>;
  /** Region of the image. */
  declare readonly region: pulumi.Output<string>;
  /** Project of the image. */
  declare readonly projectId: pulumi.Output<string>;

  protected constructor(spec: ClassSpec, name: string, args: object, options: pulumi.CustomResourceOptions = {}) {
    if (options.import !== undefined) throw importIsUnsupported(spec, name);
    const { given, type, properties, options: complete } = registrationOf(spec, outputs, args, options);
    super(type, name, properties, complete);
    const raw = this as unknown as Raw;
    const { imageId, __v: version } = raw;
    this.imageId = this.id.apply((id) => (uuid.test(id) ? pulumi.output(id) : idUnderJob(id, imageId, version)));
    settleOutputs(this, [...commonArguments, ...spec.arguments], given);
    if (options.id !== undefined) settleOutputs(this, ["jobId"], {});
  }
}

/** The arguments of every class that can be left out and have no default of their own. */
const commonArguments = ["description", "tags", "enterpriseProjectId", "protected", "triggers"];

const outputs = [...commonArguments, "imageId", "name", "status", "jobId", "image", "region", "projectId", "__v"];

/** Outputs as the engine returns them. */
interface Raw {
  readonly imageId: pulumi.Output<string>;
  /** The version of the stored outputs, which only mocks leave out. */
  readonly __v: pulumi.Output<number | undefined>;
}

/** The image id of a resource whose own id is that of a job. Under mocks any id stands for the image. */
function idUnderJob(id: string, imageId: Raw["imageId"], version: Raw["__v"]): pulumi.Output<string> {
  return pulumi.all([imageId, version]).apply(([known, stored]) => (stored === undefined ? (known ?? id) : known));
}

function importIsUnsupported({ type }: ClassSpec, name: string): Error {
  return new Error(
    `${name}: dynamic providers cannot import. Use ${type}.get("${name}", "<image id>") to refer to an image without managing it.`,
  );
}

/** An image that this stack does not manage: what a read gives, whichever class reads it. */
export type ExistingImage = ImageResource;

/** A class of images made from `Args`. */
export interface ImageClass<Args, More> {
  new (
    name: string,
    args: Args,
    options?: pulumi.CustomResourceOptions,
  ): ImageResource & Outputs<Omit<Args, keyof ImageResource | keyof More>> & More;
  /** The type token, a permanent contract. */
  readonly type: string;
  /** An image that is there already, to refer to: it is read, and never changed or deleted. */
  get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: GetImageState,
    options?: pulumi.CustomResourceOptions,
  ): ExistingImage;
}

/** @typeParam More outputs that no argument has the type of */
export function imageClass<Args extends PlacementArgs, More = unknown>(
  spec: ClassSpec<keyof Args & string>,
): ImageClass<Args, More> {
  return class extends ImageResource {
    static readonly type = typeTokenOf(spec);

    static get(
      name: string,
      id: pulumi.Input<pulumi.ID>,
      state: GetImageState = {},
      options: pulumi.CustomResourceOptions = {},
    ): ExistingImage {
      return new this(name, state, { ...options, id });
    }

    constructor(name: string, args: object, options?: pulumi.CustomResourceOptions) {
      super(spec, name, args, options);
    }
  } as unknown as ImageClass<Args, More>;
}
