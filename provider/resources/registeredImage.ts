import * as pulumi from "@pulumi/pulumi";
import { describeFile } from "../files/describeFile";
import type { LocalFile } from "../files/localFile";
import type { RegisteredImageArgs } from "../kinds/single/registeredImage";
import { imageClass } from "./imageResource";

/** The outputs of {@link RegisteredImage} that are not just their arguments. */
interface RegisteredImageOutputs {
  /** The local file that the image was made from: its path, its size and the SHA-256 of its content. */
  readonly localFile: pulumi.Output<LocalFile | undefined>;
}

/**
 * An image from a file by the native calls, record and file in one: POST /v2/images, then for a file in object storage
 * PUT /v1/cloudimages/{image_id}/upload, for a local file PUT /v2/images/{image_id}/file.
 *
 * @example
 * ```ts
 * const image = new ims.RegisteredImage("registered", {
 *   imageUrl: "bucketname:Centos6.5-disk1.vmdk",
 *   osVersion: "CentOS 6.5 64bit",
 *   minDisk: 40,
 * });
 * export const imageId = image.imageId;
 * ```
 *
 * @example A local file
 * ```ts
 * const local = new ims.RegisteredImage("local", {
 *   localFile: "golden.qcow2",
 *   diskFormat: "qcow2",
 *   osVersion: "CentOS 7.6 64bit",
 *   minDisk: 40,
 * });
 * export const sha256 = local.localFile.apply((file) => file?.sha256);
 * ```
 */
export class RegisteredImage extends imageClass<RegisteredImageArgs, RegisteredImageOutputs>({
  kind: "registeredImage",
  type: "RegisteredImage",
  arguments: [
    "osVersion",
    "minDisk",
    "diskFormat",
    "containerFormat",
    "visibility",
    "imageUrl",
    "localFile",
    "minRam",
    "maxRam",
  ],
}) {
  constructor(name: string, args: RegisteredImageArgs, options?: pulumi.CustomResourceOptions) {
    super(name, withDescription(args), options);
  }
}

/** The provider gets what the file is and not only where it lies, so that other content is another input. */
function withDescription({ localFile, ...args }: RegisteredImageArgs): RegisteredImageArgs {
  if (localFile === undefined) return args;
  return { ...args, ...{ localFile: pulumi.output(localFile).apply(describe) as unknown as pulumi.Output<string> } };
}

/** A program in JavaScript may pass what is no string: the check says so. */
function describe(path: unknown): unknown {
  return typeof path === "string" ? describeFile(path) : path;
}
