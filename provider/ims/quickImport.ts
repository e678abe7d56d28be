/** POST /v2/cloudimages/quickimport/action (Creating an Image from an Image File Using the Fast Image Creation Function). */
import { jobStart } from "./jobStart";
import type { Operation, Submitted } from "./operation";
import type { Tag } from "./tags";

interface QuickImport {
  readonly name: string;
  readonly description?: string | undefined;
  readonly image_url: string;
  readonly min_disk: number;
  readonly enterprise_project_id?: string | undefined;
  readonly image_tags: readonly Tag[];
}

export interface QuickSystemImport extends QuickImport {
  readonly os_version: string;
  readonly type?: string | undefined;
  readonly architecture?: string | undefined;
  readonly hw_firmware_type?: string | undefined;
  readonly license_type?: string | undefined;
}

export interface QuickDataImport extends QuickImport {
  readonly type: "DataImage";
  readonly os_type: string;
}

export function quickImport(body: QuickSystemImport | QuickDataImport): Operation<Submitted> {
  return jobStart("quick import", "/v2/cloudimages/quickimport/action", body);
}
