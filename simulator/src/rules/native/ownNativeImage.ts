// For the native calls that write: an image that is not there, or not seen, is a 404, and somebody else's a 403.
import type { ImageRow } from "../../store/images";
import type { Project, Store } from "../../store/store";
import { glanceError, noSuchImage } from "../errors";
import { visibleImage } from "../findImage";

export function ownNativeImage(store: Store, project: Project, id: string): ImageRow {
  const row = visibleImage(store, project, id);
  if (row === undefined) throw noSuchImage(id);
  if (row.projectId !== project.id) throw glanceError(403, `You are not permitted to modify image ${id}.`);
  return row;
}
