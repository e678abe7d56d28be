// GET /v2/cloudimages: filters combine with AND, newest first, pages by marker. Unknown parameters are ignored.
import { wholeSeconds } from "../base/times";
import type { ImageRow } from "../store/images";
import type { Project } from "../store/store";
import { imsError } from "./errors";
import { isListed, isVisible, visibleImage } from "./findImage";
import { type ImageObject, imageView } from "./imageView";
import { hasTag } from "./tagTexts";
import type { World } from "./world";

export type Query = Readonly<Record<string, string>>;
type Filter = (row: ImageRow, wanted: string) => boolean;

const attribute =
  (name: string): Filter =>
  (row, wanted) =>
    String(row.attributes.get(name) ?? "") === wanted;

/** These read the image object as it is shown, not the attributes as they are kept. */
const shown =
  (name: string): Filter =>
  (row, wanted) =>
    String(imageView(row)[name] ?? "") === wanted;

type Comparison = (a: number, b: number) => boolean;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["gt", (a, b) => a > b],
  ["gte", (a, b) => a >= b],
  ["lt", (a, b) => a < b],
  ["lte", (a, b) => a <= b],
  ["eq", (a, b) => a === b],
  ["neq", (a, b) => a !== b],
]);

function parseTimeFilter(text: string): { compare: Comparison; second: number } {
  const [, operator = "eq", time = ""] = /^(?:([a-z]+):)?(\d{4}-.+)$/.exec(text) ?? [];
  const second = Date.parse(`${time.replace(" ", "T").replace(/Z$/, "")}Z`) / 1000;
  const compare = COMPARISONS.get(operator);
  if (compare === undefined || Number.isNaN(second)) throw imsError("IMG.0001", `The time filter ${text} is invalid.`);
  return { compare, second };
}

const time =
  (of: (row: ImageRow) => number): Filter =>
  (row, wanted) => {
    const { compare, second } = parseTimeFilter(wanted);
    return compare(wholeSeconds(of(row)), second);
  };

const enterpriseProject: Filter = (row, wanted) =>
  wanted === "all_granted_eps" || (row.attributes.get("enterprise_project_id") ?? "0") === wanted;

const architecture: Filter = (row, wanted) =>
  (row.attributes.get("__support_arm") === "true" ? "arm" : "x86") === wanted;

const ATTRIBUTE_FILTERS = [
  "name",
  "__imagetype",
  "visibility",
  "owner",
  "__system__cmkid",
  "disk_format",
  "min_ram",
  "min_disk",
  "__os_bit",
  "__platform",
  "virtual_env_type",
  "__support_kvm",
  "__support_xen",
  "__support_largememory",
  "__support_diskintensive",
  "__support_highperformance",
  "__support_xen_hana",
  "__support_kvm_infiniband",
  "__support_xen_gpu_type",
  "__support_kvm_gpu_type",
];

const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ...ATTRIBUTE_FILTERS.map((name): [string, Filter] => [name, attribute(name)]),
  ["id", (row, wanted) => row.id === wanted],
  ["status", (row, wanted) => row.status === wanted],
  ["container_format", shown("container_format")],
  ["__isregistered", shown("__isregistered")],
  ["protected", (row, wanted) => String(row.attributes.get("protected") === true) === wanted.toLowerCase()],
  ["__whole_image", (row, wanted) => String(row.attributes.get("__whole_image") ?? "false") === wanted.toLowerCase()],
  ["__os_type", (row, wanted) => String(row.attributes.get("__os_type")).toLowerCase() === wanted.toLowerCase()],
  // Nothing is shared here, so no image has a membership.
  ["member_status", () => false],
  ["tag", (row, wanted) => hasTag(row.tags, wanted)],
  ["created_at", time((row) => row.createdMs)],
  ["updated_at", time((row) => row.updatedMs)],
  ["enterprise_project_id", enterpriseProject],
  ["architecture", architecture],
]);

const SORT_KEYS = ["created_at", "name", "container_format", "disk_format", "status", "id", "size"];
const DEFAULT_LIMIT = 500;
const MAX_LIMIT = 1000;

/** The extension calls look at registered images, unless the query says otherwise. */
const REGISTERED: Query = { __isregistered: "true" };

export function filterImages(world: World, project: Project, given: Query): ImageRow[] {
  return filterAllImages(world, project, { ...REGISTERED, ...given });
}

/** Registered or not. */
export function filterAllImages(world: World, project: Project, query: Query): ImageRow[] {
  const filters = Object.entries(query).flatMap(([name, wanted]) => {
    const filter = FILTERS.get(name);
    return filter ? [(row: ImageRow) => filter(row, wanted)] : [];
  });
  const rows = [...world.store.images.values()].filter(
    (row) => isVisible(row, project) && isListed(row, world.clock.now()),
  );
  return rows.filter((row) => filters.every((accepts) => accepts(row)));
}

function sortValue(row: ImageRow, key: string): string | number {
  if (key === "created_at") return wholeSeconds(row.createdMs);
  const value = imageView(row)[key];
  return typeof value === "number" ? value : String(value ?? "");
}

function compareBy(key: string): (a: ImageRow, b: ImageRow) => number {
  return (a, b) => {
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === right) return a.sequence - b.sequence;
    return left < right ? -1 : 1;
  };
}

function sortImages(rows: readonly ImageRow[], query: Query): ImageRow[] {
  const key = query["sort_key"] ?? "created_at";
  const direction = query["sort_dir"] ?? "desc";
  if (!SORT_KEYS.includes(key)) throw imsError("IMG.0001", `The sort_key ${key} is invalid.`);
  if (direction !== "asc" && direction !== "desc") throw imsError("IMG.0001", "The sort_dir is neither asc nor desc.");
  const sorted = [...rows].sort(compareBy(key));
  return direction === "asc" ? sorted : sorted.reverse();
}

function parseLimit(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(text)) throw imsError("IMG.0001", "The limit is not a whole number.");
  return Math.min(Number(text), MAX_LIMIT);
}

/** The page starts behind the marker: any image that the project sees, even one that the filters leave out. */
export function pageOf(
  world: World,
  project: Project,
  rows: readonly ImageRow[],
  query: Query,
  defaultLimit = DEFAULT_LIMIT,
): readonly ImageRow[] {
  const limit = parseLimit(query["limit"], defaultLimit);
  const markerId = query["marker"];
  if (markerId === undefined || markerId === "") return sortImages(rows, query).slice(0, limit);
  const marker = visibleImage(world.store, project, markerId);
  if (marker === undefined) throw imsError("IMG.0027", `The marker ${markerId} does not exist.`);
  const sorted = sortImages([marker, ...rows.filter((row) => row !== marker)], query);
  const next = sorted.indexOf(marker) + 1;
  return sorted.slice(next, next + limit);
}

export function listImages(world: World, project: Project, query: Query): ImageObject[] {
  return pageOf(world, project, filterImages(world, project, query), query).map(imageView);
}
