/** A system image by the fast import of a RAW or ZVHD2 file: POST /v2/cloudimages/quickimport/action. */
import type { Input } from "@pulumi/pulumi";
import { quickImport } from "../../ims/quickImport";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, tags } from "../arguments/fields";
import type { FileArgs } from "../arguments/fileArgs";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { armBootsByUefi, memoryOrder, quickFormat, smallDisk, windowsEnds } from "../arguments/rules";
import {
  architecture,
  hwFirmwareType,
  imageUrl,
  licenseType,
  minDisk,
  requiredOsVersion,
  shortServerType,
} from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link QuickImportSystemImage}. */
export interface QuickImportSystemImageArgs extends CommonArgs, MemoryArgs, FileArgs {
  /** The system in the file, such as `CentOS 7.0 64bit`. Another value replaces the image. */
  readonly osVersion: Input<string>;
  /** `ECS` for servers, `BMS` for bare metal. Default `ECS`. Another value replaces the image. */
  readonly type?: Input<"ECS" | "BMS">;
  /** `x86` or `arm`; arm images boot by UEFI. Default `x86`. Another value replaces the image. */
  readonly architecture?: Input<"x86" | "arm">;
  /** How servers made from the image boot. Default `bios`. Changed in place. */
  readonly hwFirmwareType?: Input<"bios" | "uefi">;
  /** Windows on Huawei Cloud only: whose licence counts. Another value replaces the image. */
  readonly licenseType?: Input<"platform" | "byol">;
}

/** @internal */
export const quickImportSystemImage = defineKind({
  name: "quickImportSystemImage",
  type: "QuickImportSystemImage",
  page: "Creating an Image from an Image File Using the Fast Image Creation Function",
  fields: {
    name,
    description,
    imageUrl,
    minDisk,
    osVersion: requiredOsVersion,
    type: shortServerType,
    architecture,
    hwFirmwareType,
    licenseType,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  setAfter: ["minRam", "maxRam"],
  refuses: { cmkId: "the fast import cannot encrypt" },
  warnings: [memoryOrder, armBootsByUefi, smallDisk, windowsEnds, quickFormat],
  jobType: "imsImportImageJob",
  typicalSeconds: 355,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) =>
    quickImport({
      name: args.name,
      description: args.description,
      image_url: args.imageUrl,
      os_version: args.osVersion,
      min_disk: args.minDisk,
      type: args.type,
      architecture: args.architecture,
      hw_firmware_type: args.hwFirmwareType,
      license_type: args.licenseType,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
