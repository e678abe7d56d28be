// GET /v2/images: registered or not, 25 at a time, with links to the first page and to the next.
import type { Project } from "../../store/store";
import { nativeImageView } from "../imageView";
import { filterAllImages, pageOf, type Query } from "../listImages";
import type { World } from "../world";
import { asNative } from "./asNative";

const DEFAULT_LIMIT = 25;

/** Filters that only the extension call has. */
const FOREIGN = new Set(["enterprise_project_id", "architecture", "flavor_id"]);

const withoutForeign = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !FOREIGN.has(name)));

const linkTo = (query: Query): string => `/v2/images?${new URLSearchParams(query)}`;

export function listNativeImages(world: World, project: Project, given: Query): object {
  const { marker = "", ...query } = withoutForeign(given);
  const rows = asNative(() => filterAllImages(world, project, query));
  const page = (from: string, limit: string) =>
    asNative(() => pageOf(world, project, rows, { ...query, marker: from, limit }));
  const limit = query["limit"] ?? String(DEFAULT_LIMIT);
  const images = page(marker, limit);
  const last = images.at(-1);
  const next = last && page(last.id, "1").length > 0 ? { next: linkTo({ ...query, limit, marker: last.id }) } : {};
  return {
    images: images.map((row) => nativeImageView(row, world.cloud)),
    schema: "/v2/schemas/images",
    first: linkTo({ ...query, limit }),
    ...next,
  };
}
