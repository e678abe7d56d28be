// DELETE /v2/images/{id}: native, so a missing image is a 404 in HTML; refusals of IMS itself come with a code.
import type { Project } from "../store/store";
import { imageProtected, imsError, noSuchImage } from "./errors";
import { isPublic, visibleImage } from "./findImage";
import { removeImage } from "./removeImage";
import type { World } from "./world";

export function deleteImage(world: World, project: Project, id: string): void {
  const row = visibleImage(world.store, project, id);
  if (row === undefined || row.goneMs !== undefined) throw noSuchImage(id);
  if (isPublic(row)) throw imsError("IMG.0094");
  if (row.job) throw imsError("IMG.0090");
  if (row.attributes.get("protected") === true) throw imageProtected(id);
  world.store.counts.deletes += 1;
  const delayMs = world.store.lags.deleteMs / world.speed;
  if (delayMs === 0) {
    removeImage(world.store, row);
    return;
  }
  row.goneMs = world.clock.now() + delayMs;
  world.store.unsettled.add(row);
}
