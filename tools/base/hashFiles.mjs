import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./root.mjs";

/** A hash over names and contents; a file that does not exist counts by its name alone. */
export function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) {
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
