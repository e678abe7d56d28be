/** POST /v2.1/{project_id}/servers/{server_id}/action with `createImage` (Creating an Image Using an ECS, native ECS API). */
import { isRecord } from "../base/isRecord";
import type { Operation, Submitted } from "./operation";

export interface ServerImage {
  readonly name: string;
  /** Becomes properties of the image. */
  readonly metadata: Readonly<Record<string, string>>;
}

export function createServerImage(projectId: string, serverId: string, image: ServerImage): Operation<Submitted> {
  return {
    name: "create image of server",
    service: "ecs",
    method: "POST",
    path: `/v2.1/${projectId}/servers/${encodeURIComponent(serverId)}/action`,
    body: { createImage: image },
    effect: "create",
    success: [200, 202],
    // By microversion the id is in the header, in the body, or in neither: then the image is found by its marker.
    read: ({ headers, body }) => {
      const inBody = isRecord(body) ? body["image_id"] : undefined;
      const id = typeof inBody === "string" ? inBody : headers["location"]?.split("/").at(-1);
      return id !== undefined && uuid.test(id) ? { imageId: id } : {};
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
