/** diff: pure; what is stored against what is wanted. */
import { ImsError } from "../base/errors";
import type { Kind } from "../kinds/kind";
import type { KnownIds } from "./knownIds";
import { sameValue } from "./sameValue";
import { type Properties, readEntry } from "./stored";

/** `changes` is left out where the engine shall compare the inputs itself, for a proper preview and `replaceOnChanges`. */
export interface Difference {
  readonly changes?: boolean;
  readonly replaces?: string[];
  /** True where the source of the old image cannot make another one while the old one is there. */
  readonly deleteBeforeReplace?: boolean;
}

export function diff(kind: Kind, olds: Properties, news: Properties, knownIds: KnownIds): Difference {
  const entry = readEntry(olds);
  knownIds.note(entry?.imageId, entry?.nonce);
  const first = keepsSoleSource(kind, olds, news) ? { deleteBeforeReplace: true } : {};
  if (entry?.phase === "failed") return { changes: true, replaces: ["status"], ...first };
  const changed = Object.entries(kind.fields).filter(([key, field]) => !sameValue(field, olds[key], news[key]));
  const replaces = changed.filter(([, { onChange }]) => onChange === "replace").map(([key]) => key);
  if (replaces.length > 0) {
    if (first.deleteBeforeReplace) refuseToLoseSource(kind, olds, replaces);
    return { replaces, ...first };
  }
  if (entry?.phase === "pending") return { changes: true };
  return changed.some(([, { onChange }]) => onChange !== "local") ? first : { changes: false };
}

function keepsSoleSource({ soleSource, fields }: Kind, olds: Properties, news: Properties): boolean {
  const field = soleSource && fields[soleSource.argument];
  return field !== undefined && sameValue(field, olds[soleSource?.argument ?? ""], news[soleSource?.argument ?? ""]);
}

/** Said at the preview: the old image would be deleted with what the new one is to be made from. */
function refuseToLoseSource({ type, soleSource }: Kind, olds: Properties, replaces: readonly string[]): void {
  const problem = soleSource?.problem(olds);
  if (problem === undefined) return;
  throw new ImsError("INVALID_ARGUMENT", `A change of ${replaces.join(", ")} replaces this ${type}, but ${problem}`);
}
