/** POST /v2/cloudimages/action (Creating an Image): one call whose shape decides what the image is made from. */
import { jobStart } from "./jobStart";
import type { Operation, Submitted } from "./operation";
import type { Tag } from "./tags";

/** A system image from a server. */
export interface FromServer extends Common {
  readonly instance_id: string;
  readonly min_ram?: number | undefined;
  readonly max_ram?: number | undefined;
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

/** A system image from a data volume that holds a system. */
export interface FromVolume extends Common {
  readonly volume_id: string;
  readonly os_version: string;
  readonly type?: string | undefined;
  readonly min_ram?: number | undefined;
  readonly max_ram?: number | undefined;
}

/** A system image, or an ISO image, from a file in object storage. */
export interface FromFile extends Common {
  readonly image_url: string;
  readonly min_disk: number;
  readonly os_type?: string | undefined;
  readonly os_version?: string | undefined;
  readonly type?: string | undefined;
  readonly is_config?: boolean | undefined;
  readonly is_quick_import?: boolean | undefined;
  readonly cmk_id?: string | undefined;
  readonly architecture?: string | undefined;
  readonly hw_firmware_type?: string | undefined;
  readonly license_type?: string | undefined;
  readonly min_ram?: number | undefined;
  readonly max_ram?: number | undefined;
  /** Data disks of the same server, each in a file of its own. */
  readonly data_images?:
    | readonly {
        readonly name: string;
        readonly image_url: string;
        readonly min_disk: number;
        readonly description?: string | undefined;
        readonly is_quick_import?: boolean | undefined;
        readonly image_tags: readonly Tag[];
      }[]
    | undefined;
}

interface Common {
  readonly name: string;
  readonly description?: string | undefined;
  readonly enterprise_project_id?: string | undefined;
  readonly image_tags: readonly Tag[];
}

export function createImage(body: FromServer | FromVolumes | FromVolume | FromFile): Operation<Submitted> {
  return jobStart("create image", "/v2/cloudimages/action", body);
}
