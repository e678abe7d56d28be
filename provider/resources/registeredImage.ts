import * as pulumi from "@pulumi/pulumi";
import { describeFile } from "../files/describeFile";
import type { LocalFile } from "../files/localFile";
import type { CommonArgs } from "../kinds/commonArgs";
import type { RegisteredImageArgs } from "../kinds/registeredImage";
import { type GetImageState, ImageResource } from "./imageResource";

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
export class RegisteredImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:RegisteredImage";

  /** The file in object storage that the image was made from, as `<bucket>:<object>`. */
  declare readonly imageUrl: pulumi.Output<string | undefined>;
  /** The local file that the image was made from: its path, its size and the SHA-256 of its content. */
  declare readonly localFile: pulumi.Output<LocalFile | undefined>;
  /** The declared system; `image.osVersion` is what the service shows. */
  declare readonly osVersion: pulumi.Output<string | undefined>;
  /** Smallest disk of servers made from the image, in GB, as declared. */
  declare readonly minDisk: pulumi.Output<number | undefined>;
  /** Whether the image is protected from deletion, as declared. */
  declare readonly protected: pulumi.Output<boolean | undefined>;
  /** Smallest memory of servers made from the image, in MB. */
  declare readonly minRam: pulumi.Output<number | undefined>;
  /** Largest memory of servers made from the image, in MB. */
  declare readonly maxRam: pulumi.Output<number | undefined>;

  /** An image that is there already, to refer to: it is read, and never changed or deleted. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GetImageState = {},
    options: pulumi.CustomResourceOptions = {},
  ): RegisteredImage {
    return new RegisteredImage(name, state as RegisteredImageArgs, { ...options, id });
  }

  constructor(name: string, args: RegisteredImageArgs, options?: pulumi.CustomResourceOptions) {
    super("registeredImage", RegisteredImage.type, name, withDescription(args), options);
  }
}

/** The provider gets what the file is and not only where it lies, so that other content is another input. */
function withDescription({ localFile, ...args }: RegisteredImageArgs): CommonArgs {
  if (localFile === undefined) return args;
  return { ...args, ...{ localFile: pulumi.output(localFile).apply(describe) } };
}

/** A program in JavaScript may pass what is no text: the check says so. */
function describe(path: unknown): unknown {
  return typeof path === "string" ? describeFile(path) : path;
}
