/** POST /v1/cloudimages/dataimages/action (Creating a Data Disk Image from an External File). */
import { jobStart } from "./jobStart";
import type { Operation, Submitted } from "./operation";
import type { Tag } from "./tags";

export interface DataImageFromFile {
  readonly name: string;
  readonly description?: string | undefined;
  readonly image_url: string;
  readonly min_disk: number;
  readonly os_type?: string | undefined;
  readonly cmk_id?: string | undefined;
  readonly enterprise_project_id?: string | undefined;
  readonly image_tags: readonly Tag[];
}

export function createDataImage(body: DataImageFromFile): Operation<Submitted> {
  return jobStart("create data image", "/v1/cloudimages/dataimages/action", body);
}
