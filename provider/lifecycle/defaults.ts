/** What the configuration adds to the arguments of every image; a pure part of check. */

import type { Defaults } from "../base/defaults";
import { isRecord } from "../base/isRecord";
import type { Fields } from "../kinds/kind";
import { imageLists } from "./imageLists";
import { ignores } from "./leavingTags";
import type { Properties } from "./stored";
import { holdsUnknown } from "./unknowns";

const project = "enterpriseProjectId";
/** Names the arguments that the program left out when the resource was made. */
const markKey = "__byDefault";

/** The arguments with the defaults in their places; doing it again changes nothing. */
export function withDefaults(fields: Fields, olds: Properties, news: Properties, defaults: Defaults): Properties {
  return { ...news, ...tagged(fields, news, defaults), ...projectOf(fields, olds, news, defaults) };
}

function tagged(fields: Fields, news: Properties, { tags }: Defaults): Properties {
  if (Object.keys(tags).length === 0) return {};
  const merged = (own: unknown) => (own === undefined ? tags : isRecord(own) ? { ...tags, ...own } : own);
  const withTags = (image: unknown) => (isRecord(image) ? { ...image, tags: merged(image["tags"]) } : image);
  const lists = imageLists(fields, news).map(([key, images]) => [key, images.map(withTags)] as const);
  return { ...(fields["tags"] && { tags: merged(news["tags"]) }), ...Object.fromEntries(lists) };
}

/** A default that changes moves no image: what the resource was made with is kept. */
function projectOf(fields: Fields, olds: Properties, news: Properties, defaults: Defaults): Properties {
  if (fields[project] === undefined || (news[project] ?? undefined) !== undefined) return {};
  const isNew = Object.keys(olds).length === 0;
  const value = isNew ? defaults.enterpriseProjectId : olds[markKey] && olds[project];
  return value === undefined ? {} : { [project]: value, [markKey]: [project] };
}

/** What is wrong when the program declares a tag that is to be left alone. */
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
