import * as pulumi from "@pulumi/pulumi";
import type { EvsDataImagesArgs } from "../kinds/sets/evsDataImages";
import { imageSetClass } from "./imageSetResource";

/**
 * Data images from several volumes of one server, in one job: POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const images = new ims.EvsDataImages("disks", {
 *   dataImages: [
 *     { volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", name: "logs" },
 *     { volumeId: "2b7a3f0e-6f0f-4b46-9d1e-1f5b7c0a9d02", name: "tables", tags: { team: "db" } },
 *   ],
 * });
 * export const logs = images.imageIdOfVolume("c5dfbd0c-bf0a-4798-a453-61dc6b54aa30");
 * ```
 */
export class EvsDataImages extends imageSetClass<EvsDataImagesArgs>({
  kind: "evsDataImages",
  type: "EvsDataImages",
  arguments: ["dataImages", "enterpriseProjectId", "protected", "triggers"],
}) {
  /** The id of the image of one volume. */
  imageIdOfVolume(volumeId: pulumi.Input<string>): pulumi.Output<string> {
    return this.imageIdOf(pulumi.interpolate`volume,${volumeId}`);
  }
}
