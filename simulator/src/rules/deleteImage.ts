// DELETE /v2/images/{id}: native, so a missing image is a 404 in HTML; refusals of IMS itself come with a code. The backup of
// a whole image goes with it only when asked.
import { z } from "zod";
import type { ImageRow } from "../store/images";
import type { Project } from "../store/store";
import { imageProtected, imsError, noSuchImage } from "./errors";
import { isPublic, visibleImage } from "./findImage";
import { parseBody } from "./parseBody";
import { removeImage } from "./removeImage";
import type { World } from "./world";

const deleteBody = z.looseObject({ delete_backup: z.boolean().optional() });

function deleteBackupOf({ store }: World, row: ImageRow): void {
  const backupId = row.attributes.get("__backup_id");
  const backup = typeof backupId === "string" ? store.backups.get(backupId) : undefined;
  if (backup?.deletable === false) throw imsError("IMG.0176");
  if (backup !== undefined) store.backups.delete(backup.id);
}

function startDeletion(world: World, row: ImageRow): void {
  world.store.counts.deletes += 1;
  const delayMs = world.store.lags.deleteMs / world.speed;
  if (delayMs === 0) {
    removeImage(world.store, row);
    return;
  }
  row.goneMs = world.clock.now() + delayMs;
  world.store.unsettled.add(row);
}

export function deleteImage(world: World, project: Project, id: string, json: unknown): void {
  const body = json === undefined ? {} : parseBody(deleteBody, json);
  const row = visibleImage(world.store, project, id);
  if (row === undefined || row.goneMs !== undefined) throw noSuchImage(id);
  if (isPublic(row)) throw imsError("IMG.0094");
  if (row.job) throw imsError("IMG.0090");
  if (row.attributes.get("protected") === true) throw imageProtected(id);
  startDeletion(world, row);
  if (body.delete_backup) deleteBackupOf(world, row);
}
