import type { ServerImageArgs } from "../kinds/single/serverImage";
import { imageClass } from "./imageResource";

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
export class ServerImage extends imageClass<ServerImageArgs>({
  kind: "serverImage",
  type: "ServerImage",
  arguments: ["instanceId", "metadata", "minRam", "maxRam"],
}) {}
