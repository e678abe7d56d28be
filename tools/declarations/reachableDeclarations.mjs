import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { importsOf } from "./importsOf.mjs";

/** The declaration files that a program sees: those that `package.json` names as types, and what they import. */
export function reachableDeclarations(packageDir) {
  const { types, exports } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  const entries = [types, ...Object.values(exports).map((entry) => entry.types)].filter((path) => path !== undefined);
  const found = new Set();
  const pending = entries.map((path) => join(packageDir, path));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    pending.push(...neighboursOf(file));
  }
  return found;
}

function neighboursOf(file) {
  const names = importsOf(readFileSync(file, "utf8")).filter((name) => name.startsWith("."));
  return names.map((name) => declarationOf(join(dirname(file), name)));
}

function declarationOf(path) {
  const found = [`${path}.d.ts`, join(path, "index.d.ts")].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`${path} has no declaration file`);
  return found;
}
