import * as pulumi from "@pulumi/pulumi";
import type { EcsImagesArgs } from "../kinds/sets/ecsImages";
import { imageSetClass } from "./imageSetResource";

/** The outputs of {@link EcsImages} that always have a value. */
interface EcsImagesOutputs {
  /** Name of the system image. */
  readonly name: pulumi.Output<string>;
}

/**
 * The system image of a server and data images of its volumes, as one resource: POST /v2/cloudimages/action, twice.
 *
 * @example
 * ```ts
 * const images = new ims.EcsImages("machine", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   dataImages: [{ volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", name: "machine-data" }],
 * });
 * export const imageId = images.imageId;
 * ```
 */
export class EcsImages extends imageSetClass<EcsImagesArgs, EcsImagesOutputs>({
  kind: "ecsImages",
  type: "EcsImages",
  arguments: [
    "description",
    "instanceId",
    "dataImages",
    "minRam",
    "maxRam",
    "tags",
    "enterpriseProjectId",
    "protected",
    "triggers",
  ],
  outputs: ["name"],
}) {
  /** Id of the system image. */
  readonly imageId: pulumi.Output<string>;

  constructor(name: string, args: EcsImagesArgs, options?: pulumi.CustomResourceOptions) {
    super(name, args, options);
    this.imageId = this.imageIdOf(pulumi.interpolate`instance,${this.instanceId}`);
  }

  /** The id of the image of one volume. */
  imageIdOfVolume(volumeId: pulumi.Input<string>): pulumi.Output<string> {
    return this.imageIdOf(pulumi.interpolate`volume,${volumeId}`);
  }
}
