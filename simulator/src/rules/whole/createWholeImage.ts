// POST /v1/cloudimages/wholeimages/action: all disks of a server, by way of a backup.
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { parseBody } from "../parseBody";
import type { World } from "../world";
import { WHOLE_CODES, type WholeBody, wholeBody } from "./body";
import { wholeOfBackup } from "./wholeOfBackup";
import { wholeOfServer } from "./wholeOfServer";

function checkSource({ instance_id, backup_id, whole_image_type }: WholeBody): void {
  if (instance_id && backup_id) throw imsError("IMG.0021", "Give either instance_id or backup_id.");
  if (instance_id || backup_id) return;
  throw imsError(whole_image_type !== undefined || backup_id !== undefined ? "IMG.0019" : "IMG.0012");
}

export function createWholeImage(world: World, project: Project, json: unknown): { job_id: string } {
  const body = parseBody(wholeBody, json, WHOLE_CODES);
  checkSource(body);
  return { job_id: (body.backup_id ? wholeOfBackup : wholeOfServer)(world, project, body) };
}
