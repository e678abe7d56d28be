import { canonicalJson } from "../../base/canonicalJson";
import type { ServiceImage } from "../../ims/image";
import type { Field } from "../../kinds/kind";
import { holdsUnknown } from "../state/unknowns";

/** Whether two values of an argument mean the same for the image; a value that is not known yet may be anything. */
export function sameValue(field: Field, stored: unknown, wanted: unknown): boolean {
  if (holdsUnknown(wanted)) return false;
  if (wanted === undefined && field.keepsWhenAbsent) return true;
  return canonicalJson({ value: comparable(field, stored) }) === canonicalJson({ value: comparable(field, wanted) });
}

/** The value in the form in which it is compared; what was left out is what the service takes for it. */
export function comparable(field: Field, value: unknown): unknown {
  const meant = value ?? field.absent;
  return meant === undefined || field.canonical === undefined ? meant : field.canonical(meant);
}

/** Whether the image shows the wanted value, or cannot tell. */
export function isAsWanted(field: Field, image: ServiceImage, wanted: unknown): boolean {
  const seen = field.observe?.(image);
  return seen === undefined || sameValue(field, seen, wanted);
}
