// PUT and DELETE /v2/images/{id}/tags/{tag}: a bare key, in the path.
import type { Project } from "../../store/store";
import { changeTagsOf } from "../changeTagsOf";
import { glanceError } from "../errors";
import { checkTagCount } from "../fieldChecks";
import { LIMITS } from "../limits";
import type { World } from "../world";
import { asNative } from "./asNative";
import { ownNativeImage } from "./ownNativeImage";

function checkNativeTag(tag: string): void {
  if (!/^[0-9A-Za-z_-]{1,255}$/.test(tag)) throw glanceError(400, `Invalid image tag: '${tag}'`);
}

export function putNativeTag(world: World, project: Project, id: string, tag: string): void {
  checkNativeTag(tag);
  const row = ownNativeImage(world.store, project, id);
  const tags = new Map([...row.tags, [tag, ""]]);
  asNative(() => checkTagCount(tags.size, LIMITS[world.cloud]));
  changeTagsOf(world, row, tags);
}

export function removeNativeTag(world: World, project: Project, id: string, tag: string): void {
  const row = ownNativeImage(world.store, project, id);
  if (row.tags.get(tag) !== "") throw glanceError(404, `Failed to find tag ${tag} of image ${id}`);
  changeTagsOf(world, row, new Map([...row.tags].filter(([key]) => key !== tag)));
}
