import { canonicalJson } from "../base/canonicalJson";
import type { Field } from "../kinds/kind";
import { holdsUnknown } from "./unknowns";

/** Whether two values of an argument mean the same for the image; a value that is not known yet may be anything. */
export function sameValue(field: Field, stored: unknown, wanted: unknown): boolean {
  if (holdsUnknown(wanted)) return false;
  if (wanted === undefined && field.keepsWhenAbsent) return true;
  return canonicalJson({ value: stored ?? field.absent }) === canonicalJson({ value: wanted ?? field.absent });
}
