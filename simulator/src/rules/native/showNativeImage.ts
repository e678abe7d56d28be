// GET /v2/images/{id}: works in every status; a missing or hidden image is a 404 in HTML.
import type { Project } from "../../store/store";
import { noSuchImage } from "../errors";
import { visibleImage } from "../findImage";
import { type ImageObject, nativeImageView } from "../imageView";
import type { World } from "../world";

export function showNativeImage(world: World, project: Project, id: string): ImageObject {
  const row = visibleImage(world.store, project, id);
  if (row === undefined) throw noSuchImage(id);
  return nativeImageView(row, world.cloud);
}
