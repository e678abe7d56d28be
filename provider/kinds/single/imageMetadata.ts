/** An image record that waits for its file: POST /v2/images (Creating Image Metadata, native OpenStack API). */
import type { Input } from "@pulumi/pulumi";
import { createMetadata } from "../../ims/createMetadata";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import type { RecordArgs } from "../arguments/recordArgs";
import { recordFields, recordOf } from "../arguments/recordFields";
import { longName, memoryOrder, versionGuessed } from "../arguments/rules";
import { defineKind } from "../defineKind";

/** The arguments of {@link ImageMetadata}. */
export interface ImageMetadataArgs extends CommonArgs, MemoryArgs, RecordArgs {
  /**
   * The system that the image will hold, such as `CentOS 7.0 64bit`. Default `Other Linux(64 bit)`, with which servers
   * may not start. Another value replaces the image.
   */
  readonly osVersion?: Input<string>;
  /** Smallest disk of servers made from the image, in GB, 1 to 1,024; Huawei Cloud wants at least 40. Another value replaces the image. */
  readonly minDisk?: Input<number>;
}

/** @internal */
export const imageMetadata = defineKind({
  name: "imageMetadata",
  type: "ImageMetadata",
  page: "Creating Image Metadata (Native OpenStack API)",
  fields: {
    ...recordFields,
    description,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  setAfter: ["description", "maxRam", "enterpriseProjectId"],
  warnings: [memoryOrder, versionGuessed, longName],
  readyStatuses: ["queued", "saving", "active"],
  typicalSeconds: 1,
  timeoutMinutes: { create: 10, update: 10, delete: 20 },
  submit: (args, imageTags) => createMetadata(recordOf(args), imageTags),
});
