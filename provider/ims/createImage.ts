/** POST /v2/cloudimages/action (Creating an Image): one call whose shape decides what the image is made from. */
import { readJobId } from "./jobs";
import type { Operation } from "./operation";
import type { Tag } from "./tags";

/** A system image from a server. */
export interface FromServer {
  readonly name: string;
  readonly instance_id: string;
  readonly description?: string | undefined;
  readonly min_ram?: number | undefined;
  readonly max_ram?: number | undefined;
  readonly enterprise_project_id?: string | undefined;
  readonly image_tags: readonly Tag[];
}

/** Data images from volumes: whatever an image must carry stands in its element. */
export interface FromVolumes {
  readonly data_images: readonly {
    readonly name: string;
    readonly volume_id: string;
    readonly description?: string | undefined;
    readonly image_tags: readonly Tag[];
  }[];
  readonly enterprise_project_id?: string | undefined;
}

export function createImage(body: FromServer | FromVolumes): Operation<string> {
  const name = "create image";
  return {
    name,
    service: "ims",
    method: "POST",
    path: "/v2/cloudimages/action",
    body,
    effect: "create",
    success: [200],
    read: (answer) => readJobId(name, answer),
  };
}
