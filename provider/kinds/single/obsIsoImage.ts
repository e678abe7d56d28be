/** An ISO image from a file in object storage: POST /v2/cloudimages/action with type `IsoImage` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { createImage } from "../../ims/createImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, tags } from "../arguments/fields";
import type { FileArgs } from "../arguments/fileArgs";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { memoryOrder, windowsEnds } from "../arguments/rules";
import { architecture, cmkId, imageUrl, isConfig, minDisk, requiredOsVersion } from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link ObsIsoImage}. */
export interface ObsIsoImageArgs extends CommonArgs, MemoryArgs, FileArgs {
  /** The system that the ISO file installs, such as `CentOS 7.0 64bit`. Another value replaces the image. */
  readonly osVersion: Input<string>;
  /** Whether servers made from the image configure themselves. Default false. Another value replaces the image. */
  readonly isConfig?: Input<boolean>;
  /** Id of the KMS key that encrypts the image. Default: not encrypted. Another value replaces the image. */
  readonly cmkId?: Input<string>;
  /** `x86` or `arm`. Default `x86`. Another value replaces the image. */
  readonly architecture?: Input<"x86" | "arm">;
}

/** @internal */
export const obsIsoImage = defineKind({
  name: "obsIsoImage",
  type: "ObsIsoImage",
  page: "Creating an Image",
  fields: {
    name,
    description,
    imageUrl,
    minDisk,
    osVersion: requiredOsVersion,
    isConfig,
    cmkId,
    architecture,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  warnings: [memoryOrder, windowsEnds],
  jobType: "imsImportImageJob",
  typicalSeconds: 355,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) =>
    createImage({
      name: args.name,
      description: args.description,
      image_url: args.imageUrl,
      type: "IsoImage",
      os_version: args.osVersion,
      min_disk: args.minDisk,
      is_config: args.isConfig,
      cmk_id: args.cmkId,
      architecture: args.architecture,
      min_ram: args.minRam,
      max_ram: args.maxRam,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
