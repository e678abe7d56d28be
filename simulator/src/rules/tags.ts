// Tags of an image, in the older dialect (key.value, /v1/cloudimages/tags) and the newer (/v2/{project_id}/images/{id}/tags).
import { z } from "zod";
import type { ImageRow } from "../store/images";
import type { Project } from "../store/store";
import { changeTagsOf } from "./changeTagsOf";
import { imsError } from "./errors";
import { checkTag, checkTagCount } from "./fieldChecks";
import { ownImage } from "./findImage";
import { LIMITS } from "./limits";
import { filterImages, type Query } from "./listImages";
import { type FieldCodes, parseBody } from "./parseBody";
import { parseDotted, tagText } from "./tagTexts";
import type { World } from "./world";

const pair = z.looseObject({ key: z.string(), value: z.string() });
const loosePair = z.looseObject({ key: z.string(), value: z.string().optional() });
const oneTagBody = z.looseObject({ tag: pair });
const putTagBody = z.looseObject({
  image_id: z.string(),
  tag: z.string().optional(),
  image_tag: z.looseObject({ key: z.string(), value: z.string().default("") }).optional(),
});
const actionBody = z.looseObject({ action: z.enum(["create", "delete"]), tags: z.array(loosePair).min(1) });

const CODES: FieldCodes = { key: "IMG.0115", value: "IMG.0115", tag: "IMG.0115", tags: "IMG.0115" };
const DELETE_KEY_LENGTH = 127;
const DELETE_VALUE_LENGTH = 255;

type Pair = readonly [key: string, value: string];

function addTags(world: World, row: ImageRow, pairs: readonly Pair[]): void {
  const limits = LIMITS[world.cloud];
  for (const [key, value] of pairs) checkTag(key, value, limits);
  const tags = new Map([...row.tags, ...pairs]);
  checkTagCount(tags.size, limits);
  changeTagsOf(world, row, tags);
}

function deleteTags(world: World, row: ImageRow, pairs: readonly Pair[]): void {
  if (pairs.some(([key, value]) => key.length > DELETE_KEY_LENGTH || value.length > DELETE_VALUE_LENGTH)) {
    throw imsError("IMG.0115");
  }
  const gone = new Set(pairs.map(([key]) => key));
  changeTagsOf(world, row, new Map([...row.tags].filter(([key]) => !gone.has(key))));
}

export function showTags(world: World, project: Project, imageId: string): object {
  const row = ownImage(world.store, project, imageId);
  return { tags: [...row.tags].map(([key, value]) => ({ key, value })) };
}

export function addTag(world: World, project: Project, imageId: string, json: unknown): void {
  const { tag } = parseBody(oneTagBody, json, CODES);
  addTags(world, ownImage(world.store, project, imageId), [[tag.key, tag.value]]);
}

/** Both actions may be repeated without harm; a key that is missing on delete is no error. */
export function changeTags(world: World, project: Project, imageId: string, json: unknown): void {
  const { action, tags } = parseBody(actionBody, json, CODES);
  const row = ownImage(world.store, project, imageId);
  if (new Set(tags.map((tag) => tag.key)).size < tags.length) throw imsError("IMG.0115", "A tag key is given twice.");
  const pairs = tags.map(({ key, value }): Pair => [key, value ?? ""]);
  if (action === "create") addTags(world, row, pairs);
  else deleteTags(world, row, pairs);
}

export function removeTag(world: World, project: Project, imageId: string, key: string): void {
  const row = ownImage(world.store, project, imageId);
  if (!row.tags.has(key)) throw imsError("IMG.0115", `The image has no tag ${key}.`, 404);
  deleteTags(world, row, [[key, ""]]);
}

export function putTag(world: World, project: Project, json: unknown): void {
  const { image_id, tag, image_tag } = parseBody(putTagBody, json, CODES);
  if ((tag === undefined) === (image_tag === undefined)) throw imsError("IMG.0115", "Give either tag or image_tag.");
  const pair: Pair = image_tag ? [image_tag.key, image_tag.value] : parseDotted(tag ?? "");
  addTags(world, ownImage(world.store, project, image_id), [pair]);
}

export function listTagTexts(world: World, project: Project, query: Query): object {
  const rows = filterImages(world, project, query);
  return { tags: [...new Set(rows.flatMap((row) => [...row.tags].map(tagText)))].sort() };
}

export function listProjectTags(world: World, project: Project): object {
  const values = new Map<string, Set<string>>();
  for (const row of world.store.images.values()) {
    if (row.projectId !== project.id) continue;
    for (const [key, value] of row.tags) values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return { tags: [...values].map(([key, set]) => ({ key, values: [...set] })) };
}
