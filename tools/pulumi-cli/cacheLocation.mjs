import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { recipe } from "./recipe.mjs";

/** Where the built CLI is kept: outside the clone, so that every clone of a machine shares it. */
export function cacheLocation() {
  const { XDG_CACHE_HOME: configured } = process.env;
  const base = configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), ".cache");
  const name = `pulumi-${recipe.version}-${process.platform}-${process.arch}-${recipe.hash}`;
  return { parent: join(base, "pulumi-ims"), name, dir: join(base, "pulumi-ims", name) };
}
