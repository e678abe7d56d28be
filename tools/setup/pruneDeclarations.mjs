import { rmSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "../base/listFiles.mjs";
import { reachableDeclarations } from "../declarations/reachableDeclarations.mjs";

/** Removes the declaration files that no program can see: they name libraries that a program does not have. */
export function pruneDeclarations(packageDir, outDir) {
  const visible = reachableDeclarations(packageDir);
  const declarations = listFiles(join(packageDir, outDir)).filter((path) => path.endsWith(".d.ts"));
  for (const path of declarations) if (!visible.has(path)) rmSync(path);
}
