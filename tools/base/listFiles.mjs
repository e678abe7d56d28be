import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** All files below a directory, as full paths; none if it does not exist. */
export function listFiles(dir) {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
