/**
 * An image record and its file in one: POST /v2/images, then PUT /v1/cloudimages/{id}/upload (Registering an Image) for a
 * file in object storage, or PUT /v2/images/{id}/file (Uploading an Image) for a local one.
 */
import type { Input } from "@pulumi/pulumi";
import { fileBody } from "../../files/fileBody";
import { createMetadata } from "../../ims/createMetadata";
import { uploadFile } from "../../ims/uploadFile";
import { uploadImage } from "../../ims/uploadImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { confirmUpload } from "../arguments/confirmUpload";
import { description, enterpriseProjectId, maxRam, minRam, tags } from "../arguments/fields";
import { formatFits, localFile, oneSource, smallEnough } from "../arguments/localFile";
import type { MemoryArgs } from "../arguments/memoryArgs";
import type { RecordArgs } from "../arguments/recordArgs";
import { recordFields, recordOf } from "../arguments/recordFields";
import { longName, memoryOrder, versionGuessed } from "../arguments/rules";
import { imageUrl } from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link RegisteredImage}. */
export interface RegisteredImageArgs extends CommonArgs, MemoryArgs, RecordArgs {
  /**
   * A file in object storage as `<bucket>:<object>`, in a bucket of the same region with the storage class Standard.
   * Either this or `localFile`. Another value replaces the image, because a record takes a file only once. The service
   * refuses a file that is not there or that it cannot read (`IMG.0057`, `IMG.0121`, `IMG.1075`).
   */
  readonly imageUrl?: Input<string>;
  /**
   * The path of a file on the machine where Pulumi runs, absolute or relative to the program's directory. Either this or
   * `imageUrl`. The file is read by every preview, unless it was not touched since the last one, and uploaded with the
   * native call (Uploading an Image): less than 128 GB, as `diskFormat` says. Other content replaces the image; the same
   * content under another path does not. A file of more than 12 MB needs a token or a password, because the gateway takes
   * no larger body that is signed with an access key.
   */
  readonly localFile?: Input<string>;
  /**
   * The system in the file, such as `CentOS 7.0 64bit`. Default `Other Linux(64 bit)`, with which servers may not start.
   * Another value replaces the image.
   */
  readonly osVersion?: Input<string>;
  /** Smallest disk of servers made from the image, in GB, 1 to 1,024; Huawei Cloud wants at least 40. Another value replaces the image. */
  readonly minDisk?: Input<number>;
}

/** @internal */
export const registeredImage = defineKind({
  name: "registeredImage",
  type: "RegisteredImage",
  page: "Registering an Image",
  fields: {
    ...recordFields,
    description,
    imageUrl: { ...imageUrl, required: false },
    localFile,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  setAfter: ["description", "maxRam", "enterpriseProjectId"],
  rules: [oneSource, smallEnough, formatFits],
  warnings: [memoryOrder, versionGuessed, longName],
  jobType: "imsNativeImportImageJob",
  typicalSeconds: 300,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  submit: (args, imageTags) => createMetadata(recordOf(args), imageTags),
  prepare: async (args, limits) => {
    if (args.localFile !== undefined) await confirmUpload(args.localFile, limits);
  },
  fill: (args, imageId) =>
    args.localFile === undefined
      ? uploadImage(imageId, args.imageUrl ?? "")
      : uploadFile(imageId, fileBody(args.localFile)),
});
