import type * as pulumi from "@pulumi/pulumi";
import type { ServerImageArgs } from "../kinds/serverImage";
import { type GetImageState, ImageResource } from "./imageResource";

/**
 * An image of a server by the native call of ECS: POST /v2.1/{project_id}/servers/{server_id}/action. It serves the zone of
 * the server only, cannot be exported, and leaves a snapshot behind; prefer `EcsSystemImage`.
 *
 * @example
 * ```ts
 * const image = new ims.ServerImage("snapshot", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   metadata: { ImageType: "Gold" },
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class ServerImage extends ImageResource {
  /** The type token, for ever. */
  static readonly type = "pulumi-nodejs:dynamic/ims:ServerImage";

  /** Id of the server that the image was made from. */
  declare readonly instanceId: pulumi.Output<string>;
  /** The declared properties of the image, name to value. */
  declare readonly metadata: pulumi.Output<Record<string, string> | undefined>;
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
  ): ServerImage {
    return new ServerImage(name, state as ServerImageArgs, { ...options, id });
  }

  constructor(name: string, args: ServerImageArgs, options?: pulumi.CustomResourceOptions) {
    super("serverImage", ServerImage.type, name, args, options);
  }
}
