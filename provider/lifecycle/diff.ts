/** diff: pure; what is stored against what is wanted. */
import type { Kind } from "../kinds/kind";
import type { KnownIds } from "./knownIds";
import { sameValue } from "./sameValue";
import { type Properties, readEntry } from "./stored";

/** `changes` is left out where the engine shall compare the inputs itself, for a proper preview and `replaceOnChanges`. */
export interface Difference {
  readonly changes?: boolean;
  readonly replaces?: string[];
}

export function diff(kind: Kind, olds: Properties, news: Properties, knownIds: KnownIds): Difference {
  const entry = readEntry(olds);
  knownIds.note(entry?.imageId, entry?.nonce);
  if (entry?.phase === "failed") return { changes: true, replaces: ["status"] };
  const changed = Object.entries(kind.fields).filter(([key, field]) => !sameValue(field, olds[key], news[key]));
  const replaces = changed.filter(([, { onChange }]) => onChange === "replace").map(([key]) => key);
  if (replaces.length > 0) return { replaces };
  if (entry?.phase === "pending") return { changes: true };
  return changed.some(([, { onChange }]) => onChange !== "local") ? {} : { changes: false };
}
