/** A data image by the fast import of a RAW or ZVHD2 file: POST /v2/cloudimages/quickimport/action with type `DataImage`. */
import type { Input } from "@pulumi/pulumi";
import { quickImport } from "../../ims/quickImport";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, name, tags } from "../arguments/fields";
import type { FileArgs } from "../arguments/fileArgs";
import { noMemoryLimits, quickFormat, smallDataDisk } from "../arguments/rules";
import { dataOsType, imageUrl, minDisk } from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link QuickImportDataImage}. */
export interface QuickImportDataImageArgs extends CommonArgs, FileArgs {
  /** The system that the disk belongs to. Default `Linux`. Another value replaces the image. */
  readonly osType?: Input<"Linux" | "Windows">;
}

/** @internal */
export const quickImportDataImage = defineKind({
  name: "quickImportDataImage",
  type: "QuickImportDataImage",
  page: "Creating an Image from an Image File Using the Fast Image Creation Function",
  fields: { name, description, imageUrl, minDisk, osType: dataOsType, tags, enterpriseProjectId },
  refuses: { ...noMemoryLimits, cmkId: "the fast import cannot encrypt" },
  warnings: [smallDataDisk, quickFormat],
  jobType: "imsImportDataImageJob",
  typicalSeconds: 600,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) =>
    quickImport({
      name: args.name,
      description: args.description,
      image_url: args.imageUrl,
      // One page demands it, the others have it as default: it is sent always.
      os_type: args.osType ?? "Linux",
      min_disk: args.minDisk,
      type: "DataImage",
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
