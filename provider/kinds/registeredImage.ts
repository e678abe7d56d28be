/** An image record and its file in one: POST /v2/images, then PUT /v1/cloudimages/{id}/upload (Registering an Image). */
import type { Input } from "@pulumi/pulumi";
import { createMetadata } from "../ims/createMetadata";
import { uploadImage } from "../ims/uploadImage";
import type { CommonArgs } from "./commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, tags } from "./fields";
import { defineKind } from "./kind";
import type { MemoryArgs } from "./memoryArgs";
import type { RecordArgs } from "./recordArgs";
import { recordFields, recordOf } from "./recordFields";
import { memoryOrder, versionGuessed } from "./rules";
import { imageUrl } from "./sourceFields";

/** The arguments of {@link RegisteredImage}. */
export interface RegisteredImageArgs extends CommonArgs, MemoryArgs, RecordArgs {
  /**
   * The file as `<bucket>:<object>`, in a bucket of the same region with the storage class Standard. Another value
   * replaces the image, because a record takes a file only once. The service refuses a file that is not there or that it
   * cannot read (`IMG.0057`, `IMG.0121`, `IMG.1075`).
   */
  readonly imageUrl: Input<string>;
  /**
   * The system in the file, such as `CentOS 7.0 64bit`. Default `Other Linux(64 bit)`, with which servers may not start.
   * Another value replaces the image.
   */
  readonly osVersion?: Input<string>;
  /** Smallest disk of servers made from the image, in GB, 1 to 1,024; Huawei Cloud wants at least 40. Another value replaces the image. */
  readonly minDisk?: Input<number>;
}

export const registeredImage = defineKind({
  name: "registeredImage",
  type: "RegisteredImage",
  page: "Registering an Image",
  fields: {
    name,
    description,
    imageUrl,
    ...recordFields,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  setAfter: ["description", "protected", "maxRam", "enterpriseProjectId"],
  warnings: [memoryOrder, versionGuessed],
  jobType: "imsNativeImportImageJob",
  typicalSeconds: 300,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, imageTags) => createMetadata(recordOf(args), imageTags),
  fill: (args, imageId) => uploadImage(imageId, args.imageUrl),
});
