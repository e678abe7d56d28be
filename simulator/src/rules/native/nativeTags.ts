// Tags in the native calls: "key=value", or a bare key.
import { glanceError } from "../errors";
import { checkTagCount } from "../fieldChecks";
import type { Limits } from "../limits";
import { asNative } from "./asNative";

function parseTag(text: string): [key: string, value: string] {
  const mark = text.indexOf("=");
  if (mark === 0) throw glanceError(400, `The tag ${text} has no key.`);
  return mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
}

export function readNativeTags(texts: readonly string[], limits: Limits): Map<string, string> {
  const tags = new Map(texts.map(parseTag));
  asNative(() => checkTagCount(tags.size, limits));
  return tags;
}
