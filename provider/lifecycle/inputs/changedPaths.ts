import { canonicalJson } from "../../base/canonicalJson";
import { isRecord } from "../../base/isRecord";

export interface PathChange {
  /** As the engine writes paths: `tags.team`, `dataImages[0].name`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

/** The innermost places at which two values differ. */
export function changedPaths(path: string, before: unknown, now: unknown): PathChange[] {
  const kind = before === undefined ? "add" : now === undefined ? "delete" : "update";
  const parts = kind === "update" ? partsOf(path, before, now) : undefined;
  const inside = parts?.flatMap(([inner, old, value]) => changedPaths(inner, old, value)) ?? [];
  if (parts !== undefined) return inside;
  return canonicalJson({ value: before }) === canonicalJson({ value: now }) ? [] : [{ path, kind }];
}

type Part = readonly [path: string, before: unknown, now: unknown];

function partsOf(path: string, before: unknown, now: unknown): Part[] | undefined {
  if (Array.isArray(before) && Array.isArray(now)) {
    const longer = before.length > now.length ? before : now;
    return longer.map((_, index) => [`${path}[${index}]`, before[index], now[index]]);
  }
  if (!isRecord(before) || !isRecord(now)) return undefined;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.map((key) => [`${path}${step(key)}`, before[key], now[key]]);
}

/** A path through keys and positions, as the engine writes it. */
export function pathOf([first, ...rest]: readonly (string | number)[]): string {
  return `${first ?? ""}${rest.map(step).join("")}`;
}

function step(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `["${key.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"]`;
}

/** The argument that a path begins with. */
export function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
