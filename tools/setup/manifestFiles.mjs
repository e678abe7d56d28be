import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../base/root.mjs";

/** The files that decide what is installed: the lockfile, and the package.json of the root and of each workspace. */
export function manifestFiles() {
  const examples = join(root, "examples");
  const names = existsSync(examples) ? readdirSync(examples) : [];
  const dirs = [root, join(root, "simulator"), ...names.map((name) => join(examples, name))];
  const manifests = dirs.map((dir) => join(dir, "package.json")).filter((path) => existsSync(path));
  return [join(root, "package-lock.json"), join(root, ".npmrc"), ...manifests];
}
