import { manifest } from "./manifest.mjs";

/** Whether the CLI in a directory was built by these tools, and so has the older language host of the recipe. */
export function isBuiltHere(dir) {
  return manifest.read(dir) !== undefined;
}
