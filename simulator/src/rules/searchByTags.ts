// POST /v2/{project_id}/images/resource_instances/action: find or count own images by tags and by name or id.
import { z } from "zod";
import type { ImageRow } from "../store/images";
import type { Project } from "../store/store";
import { indexedTags } from "./changeTagsOf";
import { imsError } from "./errors";
import { isListed } from "./findImage";
import { parseBody } from "./parseBody";
import type { World } from "./world";

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = "10";

const tagList = z
  .array(z.looseObject({ key: z.string().min(1).max(128), values: z.array(z.string().max(255)).max(10).default([]) }))
  .max(10)
  .refine((list) => new Set(list.map((tag) => tag.key)).size === list.length, "a key is given twice")
  .refine((list) => list.every(({ values }) => new Set(values).size === values.length), "a value is given twice")
  .optional();

/** limit and offset are texts in this call. */
const numberText = z.string().regex(/^\d{1,9}$/);

const searchBody = z.looseObject({
  action: z.enum(["filter", "count"]),
  tags: tagList,
  tags_any: tagList,
  not_tags: tagList,
  not_tags_any: tagList,
  without_any_tag: z.boolean().optional(),
  limit: numberText.optional(),
  offset: numberText.optional(),
  matches: z
    .array(z.looseObject({ key: z.enum(["resource_name", "resource_id"]), value: z.string() }))
    .refine((list) => new Set(list.map((match) => match.key)).size === list.length, "a key is given twice")
    .optional(),
});

type Search = z.output<typeof searchBody>;
type TagList = NonNullable<Search["tags"]>;

/** An image as the index of the search knows it. */
interface Indexed {
  row: ImageRow;
  tags: ReadonlyMap<string, string>;
}

const holds =
  ({ tags }: Indexed) =>
  ({ key, values }: TagList[number]): boolean => {
    const value = tags.get(key);
    return value !== undefined && (values.length === 0 || values.includes(value));
  };

function matchesTags(image: Indexed, search: Search): boolean {
  if (search.without_any_tag) return image.tags.size === 0;
  const { tags, tags_any, not_tags, not_tags_any } = search;
  if (tags?.length && !tags.every(holds(image))) return false;
  if (tags_any?.length && !tags_any.some(holds(image))) return false;
  if (not_tags?.length && not_tags.every(holds(image))) return false;
  return !(not_tags_any?.length && not_tags_any.some(holds(image)));
}

function matchesName({ row }: Indexed, search: Search): boolean {
  return (search.matches ?? []).every(({ key, value }) => {
    if (key === "resource_id") return row.id === value;
    const name = String(row.attributes.get("name"));
    return value === "" ? name === "" : name.includes(value);
  });
}

const resourceOf = ({ row, tags }: Indexed): object => ({
  resource_id: row.id,
  resource_name: row.attributes.get("name"),
  resource_detail: { status: row.status },
  tags: [...tags].map(([key, value]) => ({ key, value })),
});

function pageOf(images: readonly Indexed[], search: Search): readonly Indexed[] {
  const limit = Number(search.limit ?? DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) throw imsError("IMG.0001", "The limit is not between 1 and 1000.");
  const offset = Number(search.offset ?? 0);
  return images.slice(offset, offset + limit);
}

function indexOf(world: World, project: Project): Indexed[] {
  const nowMs = world.clock.now();
  const rows = [...world.store.images.values()].filter((row) => row.projectId === project.id && isListed(row, nowMs));
  return rows.map((row) => ({ row, tags: indexedTags(row, nowMs) }));
}

export function searchByTags(world: World, project: Project, json: unknown): object {
  const search = parseBody(searchBody, json);
  const found = indexOf(world, project).filter((image) => matchesTags(image, search) && matchesName(image, search));
  if (search.action === "count") return { total_count: found.length };
  const newestFirst = found.sort((a, b) => b.row.sequence - a.row.sequence);
  return { total_count: found.length, resources: pageOf(newestFirst, search).map(resourceOf) };
}
