/** POST /v2/images (Creating Image Metadata, native OpenStack API): a record without a file, answered at once. */
import { readImage } from "./image";
import type { Operation, Submitted } from "./operation";
import type { Tag } from "./tags";

export interface ImageRecord {
  readonly name: string;
  readonly __os_version?: string | undefined;
  readonly visibility?: string | undefined;
  readonly protected?: boolean | undefined;
  readonly container_format?: string | undefined;
  readonly disk_format?: string | undefined;
  readonly min_ram?: number | undefined;
  readonly min_disk?: number | undefined;
}

/** The native call takes tags as `key=value`. */
export function createMetadata(record: ImageRecord, tags: readonly Tag[]): Operation<Submitted> {
  const name = "create image metadata";
  return {
    name,
    service: "ims",
    method: "POST",
    path: "/v2/images",
    body: { ...record, tags: tags.map(({ key, value }) => (value === "" ? key : `${key}=${value}`)) },
    effect: "create",
    success: [201],
    read: ({ body }) => ({ imageId: readImage(name, body).id }),
  };
}
