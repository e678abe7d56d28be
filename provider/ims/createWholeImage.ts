/** POST /v1/cloudimages/wholeimages/action (Creating a Full-ECS Image). */
import { jobStart } from "./jobStart";
import type { Operation, Submitted } from "./operation";
import type { Tag } from "./tags";

interface WholeImage {
  readonly name: string;
  readonly description?: string | undefined;
  readonly min_ram?: number | undefined;
  readonly max_ram?: number | undefined;
  readonly enterprise_project_id?: string | undefined;
  readonly image_tags: readonly Tag[];
}

export interface WholeImageFromServer extends WholeImage {
  readonly instance_id: string;
  readonly vault_id?: string | undefined;
}

export interface WholeImageFromBackup extends WholeImage {
  readonly backup_id: string;
  readonly whole_image_type?: string | undefined;
}

export function createWholeImage(body: WholeImageFromServer | WholeImageFromBackup): Operation<Submitted> {
  return jobStart("create full-server image", "/v1/cloudimages/wholeimages/action", body);
}
