/** Values that are not known during preview arrive as fixed texts. */
import { isRecord } from "../../base/isRecord";

/** Stands for any value that is not known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** String, bool, number, array, asset, archive, object. Programs send the first; the engine knows them all. */
const sentinels = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && sentinels.has(value);
}

export function holdsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknown);
  if (isRecord(value)) return Object.values(value).some(holdsUnknown);
  return isUnknown(value);
}

export function isUnknownAt(value: unknown, path: readonly PropertyKey[]): boolean {
  if (isUnknown(value)) return true;
  const [key, ...rest] = path;
  if (key === undefined || (!isRecord(value) && !Array.isArray(value))) return false;
  return isUnknownAt((value as Record<PropertyKey, unknown>)[key], rest);
}
