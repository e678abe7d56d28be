/** The base of the classes whose resource is several images, and the function that makes such a base for the arguments of a class. */
import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../base/isRecord";
import type { ImageAttributes } from "../ims/image";
import type { PlacementArgs } from "../kinds/arguments/commonArgs";
import type { Outputs } from "./outputs";
import { type ClassSpec, registrationOf, typeTokenOf } from "./registration";
import { settleOutputs } from "./settleOutputs";

/** One image of a set. Values that the program has marked as secret are left out. */
export interface ImageOfSet {
  readonly imageId: string;
  readonly name: string;
  /** Source of the image, such as `volume,<volume id>` or `instance,<server id>`. */
  readonly source: string;
  /** The image as the service shows it. */
  readonly image: ImageAttributes;
}

/** A resource that is several images made together. Its own id is that of the job that made them. */
export abstract class ImageSetResource extends pulumi.CustomResource {
  /** The images, in no particular order. */
  declare readonly images: pulumi.Output<ImageOfSet[]>;
  /** `active` once every image can be used, else `incomplete`. */
  declare readonly status: pulumi.Output<string>;
  /** Id of the first job that made images of this resource; undefined when an interrupted run had begun them. */
  declare readonly jobId: pulumi.Output<string | undefined>;
  /** Region of the images. */
  declare readonly region: pulumi.Output<string>;
  /** Project of the images. */
  declare readonly projectId: pulumi.Output<string>;

  protected constructor(spec: ClassSpec, name: string, args: object, options: pulumi.CustomResourceOptions = {}) {
    if (options.import !== undefined || options.id !== undefined) {
      throw new Error(
        `${name}: a set of images can be neither imported nor referred to; use the classes of single images.`,
      );
    }
    const { given, type, properties, options: complete } = registrationOf(spec, outputs, args, options);
    super(type, name, properties, complete);
    settleOutputs(this, spec.arguments, given);
  }

  /** The id of the image that was made from `source`. */
  protected imageIdOf(source: pulumi.Input<string>): pulumi.Output<string> {
    const { __members: members, __v: version } = this as unknown as Raw;
    return pulumi.all([this.images, source]).apply(([images, wanted]) => {
      const found = images?.find((image) => image.source === wanted);
      if (found !== undefined) return pulumi.output(found.imageId);
      return pulumi.all([members, version, this.id]).apply(([records, stored, id]) => {
        // Mocks store no version, and know nothing of images.
        if (stored === undefined) return id;
        return imageIdIn(records, wanted);
      });
    });
  }
}

const outputs = ["images", "status", "jobId", "region", "projectId", "__v"];

/** Outputs as the engine returns them. */
interface Raw {
  /** A secret: the records of the images, which name a source that is secret, too. */
  readonly __members: pulumi.Output<unknown>;
  /** The version of the stored outputs, which only mocks leave out. */
  readonly __v: pulumi.Output<number | undefined>;
}

function imageIdIn(records: unknown, source: string): string {
  const all: unknown[] = Array.isArray(records) ? records : [];
  const record = all.find((one) => isRecord(one) && one["source"] === source);
  const properties = isRecord(record) ? record["properties"] : undefined;
  const id = isRecord(properties) ? properties["imageId"] : undefined;
  if (typeof id !== "string") throw new Error(`There is no image of ${source}`);
  return id;
}

/** A class of sets of images made from `Args`. */
export interface ImageSetClass<Args, More> {
  new (
    name: string,
    args: Args,
    options?: pulumi.CustomResourceOptions,
  ): ImageSetResource & Outputs<Omit<Args, keyof ImageSetResource | keyof More>> & More;
  /** The type token, a permanent contract. */
  readonly type: string;
}

/** @typeParam More outputs that no argument has the type of */
export function imageSetClass<Args extends PlacementArgs, More = unknown>(
  spec: Omit<ClassSpec<keyof Args & string>, "holdsMembers">,
): ImageSetClass<Args, More> {
  return class extends ImageSetResource {
    static readonly type = typeTokenOf(spec);

    constructor(name: string, args: object, options?: pulumi.CustomResourceOptions) {
      super({ ...spec, holdsMembers: true }, name, args, options);
    }
  } as unknown as ImageSetClass<Args, More>;
}
