/** Adds the defaults of the configuration to the arguments of every image; a pure part of check. */

import type { Defaults } from "../../base/defaults";
import { isRecord } from "../../base/isRecord";
import type { Fields } from "../../kinds/kind";
import { secretPathsOf } from "../state/secrets";
import type { Properties } from "../state/stored";
import { holdsUnknown, isUnknown } from "../state/unknowns";
import { ignores } from "./ignoreTags";
import { imageLists } from "./imageLists";

const project = "enterpriseProjectId";
/** Names the arguments that the program left out when the resource was made. */
const markKey = "__byDefault";

/** The arguments with the defaults in their places; doing it again changes nothing. */
export function withDefaults(fields: Fields, olds: Properties, news: Properties, defaults: Defaults): Properties {
  const placed = [keptDefault(fields, olds, news, project, defaults), regionOf(fields, olds, news, defaults)].flat();
  const marks = placed.filter(({ byDefault }) => byDefault).map(({ key }) => key);
  return {
    ...tagged(fields, olds, news, defaults),
    ...Object.fromEntries(placed.map(({ key, value }) => [key, value])),
    ...(marks.length > 0 ? { [markKey]: marks } : {}),
  };
}

interface Placed {
  readonly key: string;
  readonly value: unknown;
  readonly byDefault: boolean;
}

/** A default that changes moves no image: the resource keeps the value that it was made with. */
function keptDefault(
  fields: Fields,
  olds: Properties,
  news: Properties,
  key: "enterpriseProjectId" | "region",
  defaults: Defaults,
): Placed[] {
  if (fields[key] === undefined || (news[key] ?? undefined) !== undefined) return [];
  const isNew = Object.keys(olds).length === 0;
  const value = isNew ? defaults[key] : isByDefault(olds, key) && olds[key];
  return value === undefined || value === false ? [] : [{ key, value, byDefault: true }];
}

/** A region that the program drops stays, too: an image does not move. */
function regionOf(fields: Fields, olds: Properties, news: Properties, defaults: Defaults): Placed[] {
  const isDropped = (news["region"] ?? undefined) === undefined && olds["region"] !== undefined;
  if (isDropped) return [{ key: "region", value: olds["region"], byDefault: isByDefault(olds, "region") }];
  const placed = keptDefault(fields, olds, news, "region", defaults);
  return placed.filter(({ value }) => fields["region"]?.schema.safeParse(value).success);
}

function isByDefault(olds: Properties, key: string): boolean {
  const marks: unknown = olds[markKey];
  return Array.isArray(marks) && marks.includes(key);
}

type Merge = (own: unknown) => unknown;

/** Tags of the configuration, and of a set whose call takes tags for its images only, in all images that may have them. */
function tagged(fields: Fields, olds: Properties, news: Properties, { tags }: Defaults): Properties {
  const lists = imageLists(fields, news);
  if (hasSetTags(fields, news)) {
    const { tags: ofSet, ...others } = news;
    return { ...others, ...inElements(lists, isRecord(ofSet) ? merging({ ...tags, ...ofSet }) : () => ofSet) };
  }
  if (Object.keys(tags).length === 0) return news;
  const isIgnored = ignoring(olds, news);
  const added = Object.fromEntries(Object.entries(tags).filter(([key]) => !isIgnored(`tags.${key}`)));
  const own = fields["tags"] && !isIgnored("tags") ? { tags: merging(added)(news["tags"]) } : {};
  const changed = lists.filter(([key]) => !isIgnored(key));
  return { ...news, ...own, ...inElements(changed, merging(tags)) };
}

/** Tags of a set as a whole, as a transformation gives them to every resource, where the call takes tags by image only. */
function hasSetTags(fields: Fields, { tags, ...news }: Properties): boolean {
  const isForImages = fields["tags"] === undefined && imageLists(fields, news).length > 0;
  return isForImages && (isRecord(tags) || isUnknown(tags));
}

export function setTagWarnings(
  { type, fields }: { readonly type: string; readonly fields: Fields },
  news: Properties,
): string[] {
  if (!hasSetTags(fields, news)) return [];
  const lists = imageLists(fields, news).map(([key]) => `${key}[].tags`);
  return [`${type} has no tags of its own: these go to each of its images, where they belong (${lists.join(", ")})`];
}

/** The state would show them, because the engine marks what stands under the name that the program gave. */
export function setTagProblems(fields: Fields, news: Properties): string[] {
  const isSecret = hasSetTags(fields, news) && secretPathsOf(news).some(([key]) => key === "tags");
  return isSecret ? ["tags hold a secret: give it to the images themselves, in dataImages[].tags"] : [];
}

function merging(tags: Readonly<Record<string, unknown>>): Merge {
  return (own) => ((own ?? undefined) === undefined ? tags : isRecord(own) ? { ...tags, ...own } : own);
}

function inElements(lists: ReturnType<typeof imageLists>, merge: Merge): Properties {
  const withTags = (image: unknown) => {
    const merged = isRecord(image) ? merge(image["tags"]) : undefined;
    return merged === undefined ? image : { ...(isRecord(image) ? image : {}), tags: merged };
  };
  return Object.fromEntries(lists.map(([key, images]) => [key, images.map(withTags)]));
}

/**
 * Whether the option `ignoreChanges` of a resource that is there names a path. The engine has put the stored value back
 * before the check, and a new default would be a change again.
 */
function ignoring(olds: Properties, news: Properties): (path: string) => boolean {
  const paths: unknown[] = Array.isArray(news["__ignoreChanges"]) ? news["__ignoreChanges"] : [];
  if (Object.keys(olds).length === 0) return () => false;
  const plain = paths.map((path) => String(path).replace(/^tags\["(.+)"\]$/, "tags.$1"));
  return (path) => plain.includes("*") || plain.includes(path);
}

/** The problem when the program declares a tag that is to be ignored. */
export function ignoredTagProblems(fields: Fields, news: Properties, { ignoredTags }: Defaults): string[] {
  const images = imageLists(fields, news).flatMap(([key, list]) =>
    list.map((image, index) => [`${key}.${index}.`, image] as const),
  );
  return [["", news] as const, ...images].flatMap(([path, holder]) =>
    keysOf(isRecord(holder) ? holder["tags"] : undefined)
      .filter((key) => ignores(ignoredTags, key))
      .map((key) => `${path}tags.${key} is left alone by ims:ignoreTags, so that no value of it can be declared`),
  );
}

function keysOf(tags: unknown): string[] {
  return isRecord(tags) && !holdsUnknown(tags) ? Object.keys(tags).map((key) => key.trim()) : [];
}
