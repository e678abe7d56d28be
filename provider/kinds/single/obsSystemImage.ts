/** A system image from a file in object storage: POST /v2/cloudimages/action with `image_url` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { createImage, type FromFile } from "../../ims/createImage";
import type { Tag } from "../../ims/tags";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, tags } from "../arguments/fields";
import type { FileArgs } from "../arguments/fileArgs";
import type { MemoryArgs } from "../arguments/memoryArgs";
import {
  armBootsByUefi,
  isoElsewhere,
  memoryOrder,
  noKeyForBareMetal,
  quickFormatIfQuick,
  quickImportNeedsVersion,
  smallDisk,
  windowsEnds,
} from "../arguments/rules";
import {
  architecture,
  cmkId,
  hwFirmwareType,
  imageUrl,
  isConfig,
  isQuickImport,
  licenseType,
  minDisk,
  osType,
  osVersion,
  serverType,
} from "../arguments/sourceFields";
import { defineKind } from "../defineKind";
import type { ArgsOf } from "../kind";
import type { FileImageArgs } from "../sets/dataFiles";

/** The arguments of {@link ObsSystemImage}. */
export interface ObsSystemImageArgs extends CommonArgs, MemoryArgs, FileArgs {
  /** The system in the file. Default: detected. Another value replaces the image. */
  readonly osType?: Input<"Linux" | "Windows" | "Other">;
  /**
   * The system in the file, such as `CentOS 7.0 64bit`: used when the service does not detect one, and required with
   * `isQuickImport`. What it detected is in `image.osVersion`. Another value replaces the image.
   */
  readonly osVersion?: Input<string>;
  /** `ECS` (or `FusionCompute`, the same) for servers, `BMS` (or `Ironic`) for bare metal. Default `ECS`. Another value replaces the image. */
  readonly type?: Input<"ECS" | "FusionCompute" | "BMS" | "Ironic">;
  /** Whether servers made from the image configure themselves. Default false. Another value replaces the image. */
  readonly isConfig?: Input<boolean>;
  /** Whether the fast import is used: RAW with a bitmap file beside it, or ZVHD2. Default false. Another value replaces the image. */
  readonly isQuickImport?: Input<boolean>;
  /** Id of the KMS key that encrypts the image, not for bare metal. Default: not encrypted. Another value replaces the image. */
  readonly cmkId?: Input<string>;
  /** `x86` or `arm`; arm images boot by UEFI. Default `x86`. Another value replaces the image. */
  readonly architecture?: Input<"x86" | "arm">;
  /** How servers made from the image boot. Default `bios`. Changed in place. */
  readonly hwFirmwareType?: Input<"bios" | "uefi">;
  /** Windows on Huawei Cloud only: whose licence counts. Another value replaces the image. */
  readonly licenseType?: Input<"platform" | "byol">;
  /**
   * Up to three data disks beside the system disk, as a list of `{ imageUrl, minDisk, name, description, isQuickImport,
   * tags }`: each becomes a data image. A new file gets its image, another `minDisk` or `isQuickImport` makes its image
   * anew, and the image of a file that is dropped is deleted, without touching the others.
   */
  readonly dataImages?: Input<Input<FileImageArgs>[]>;
}

/** @internal */
export const systemFileFields = {
  name,
  description,
  imageUrl,
  minDisk,
  osType,
  osVersion,
  type: serverType,
  isConfig,
  isQuickImport,
  cmkId,
  architecture,
  hwFirmwareType,
  licenseType,
  minRam,
  maxRam,
  tags,
  enterpriseProjectId,
};

/** Rules of a system image, with data disks beside it or without. @internal */
export const systemFileRules = {
  rules: [noKeyForBareMetal, quickImportNeedsVersion],
  warnings: [memoryOrder, armBootsByUefi, smallDisk, windowsEnds, quickFormatIfQuick, isoElsewhere],
};

/** The image of the system disk, which is a member of its resource. @internal */
export const obsSystemImage = defineKind({
  name: "obsSystemImage",
  type: "ObsSystemImage",
  page: "Creating an Image",
  fields: systemFileFields,
  ...systemFileRules,
  jobType: "imsImportImageJob",
  typicalSeconds: 355,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, image_tags) => createImage(systemFileBody(args, image_tags)),
});

/** @internal */
export function systemFileBody(args: ArgsOf<typeof systemFileFields>, image_tags: readonly Tag[]): FromFile {
  return {
    name: args.name,
    description: args.description,
    image_url: args.imageUrl,
    os_type: args.osType,
    os_version: args.osVersion,
    type: args.type,
    min_disk: args.minDisk,
    is_config: args.isConfig,
    is_quick_import: args.isQuickImport,
    cmk_id: args.cmkId,
    architecture: args.architecture,
    hw_firmware_type: args.hwFirmwareType,
    license_type: args.licenseType,
    min_ram: args.minRam,
    max_ram: args.maxRam,
    image_tags,
    enterprise_project_id: args.enterpriseProjectId,
  };
}
