// Tags as texts: requests write key.value, images show key=value.

/** Split at the first dot; no dot means a key without a value. */
export function parseDotted(text: string): [key: string, value: string] {
  const dot = text.indexOf(".");
  return dot < 0 ? [text, ""] : [text.slice(0, dot), text.slice(dot + 1)];
}

export const tagText = ([key, value]: readonly [string, string]): string => `${key}=${value}`;

export function hasTag(tags: ReadonlyMap<string, string>, wanted: string): boolean {
  const mark = wanted.indexOf("=");
  if (mark < 0) return tags.get(wanted) === "";
  return tags.get(wanted.slice(0, mark)) === wanted.slice(mark + 1);
}
