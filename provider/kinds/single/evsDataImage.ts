/** A data image from a volume: POST /v2/cloudimages/action with one element in `data_images` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { createImage } from "../../ims/createImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, name, sourceId, tags } from "../arguments/fields";
import { noMemoryLimits } from "../arguments/rules";
import { defineKind } from "../defineKind";

/** The arguments of {@link EvsDataImage}. */
export interface EvsDataImageArgs extends CommonArgs {
  /**
   * Id of the volume that becomes the image: a data disk that is attached to a server. Another value replaces the image.
   * The service refuses a volume that it cannot use (`IMG.0120`, `IMG.0022`).
   */
  readonly volumeId: Input<string>;
}

/** @internal */
export const evsDataImage = defineKind({
  name: "evsDataImage",
  type: "EvsDataImage",
  page: "Creating an Image",
  fields: { name, description, volumeId: sourceId("a volume"), tags, enterpriseProjectId },
  refuses: noMemoryLimits,
  jobType: "imsVolumesToSysDataImagesJob",
  typicalSeconds: 600,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) =>
    createImage({
      data_images: [{ name: args.name, description: args.description, volume_id: args.volumeId, image_tags }],
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
