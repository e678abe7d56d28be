/** A data image from a file in object storage: POST /v1/cloudimages/dataimages/action. */
import type { Input } from "@pulumi/pulumi";
import { createDataImage } from "../../ims/createDataImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, name, tags } from "../arguments/fields";
import type { FileArgs } from "../arguments/fileArgs";
import { noMemoryLimits, smallDataDisk } from "../arguments/rules";
import { cmkId, dataOsType, imageUrl, minDataDisk } from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link ObsDataImage}. */
export interface ObsDataImageArgs extends CommonArgs, FileArgs {
  /** The system that the disk belongs to. Default `Linux`. Another value replaces the image. */
  readonly osType?: Input<"Linux" | "Windows">;
  /** Id of the KMS key that encrypts the image. Default: not encrypted. Another value replaces the image. */
  readonly cmkId?: Input<string>;
}

/** @internal */
export const obsDataImage = defineKind({
  name: "obsDataImage",
  type: "ObsDataImage",
  page: "Creating a Data Disk Image from an External File",
  fields: { name, description, imageUrl, minDisk: minDataDisk, osType: dataOsType, cmkId, tags, enterpriseProjectId },
  refuses: noMemoryLimits,
  warnings: [smallDataDisk],
  jobType: "imsImportDataImageJob",
  typicalSeconds: 600,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) =>
    createDataImage({
      name: args.name,
      description: args.description,
      image_url: args.imageUrl,
      os_type: args.osType,
      min_disk: args.minDisk,
      cmk_id: args.cmkId,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
