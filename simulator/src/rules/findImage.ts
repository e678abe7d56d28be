// Which images a project sees: its own and the public ones.
import type { ImageRow } from "../store/images";
import type { Project, Store } from "../store/store";
import { imsError } from "./errors";

export const isPublic = (row: ImageRow): boolean => row.attributes.get("visibility") === "public";

export const isVisible = (row: ImageRow, project: Project): boolean => row.projectId === project.id || isPublic(row);

/** For lists and searches, which may be behind. */
export const isListed = (row: ImageRow, nowMs: number): boolean => nowMs >= row.listedMs;

export function visibleImage(store: Store, project: Project, id: string): ImageRow | undefined {
  const row = store.images.get(id);
  return row && isVisible(row, project) ? row : undefined;
}

/** For the extension calls, which answer 400 with a code when an image is missing or not one's own. */
export function ownImage(store: Store, project: Project, id: string): ImageRow {
  const row = visibleImage(store, project, id);
  if (row === undefined) throw imsError("IMG.0027", `The image ${id} does not exist.`);
  if (row.projectId !== project.id) throw imsError("IMG.0047");
  return row;
}
