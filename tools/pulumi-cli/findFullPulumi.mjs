import { findPulumiOnPath } from "./findPulumiOnPath.mjs";
import { isBuiltHere } from "./isBuiltHere.mjs";

/** The installed CLI, whose language host is as new as itself; undefined if there is none or it was built by these tools. */
export async function findFullPulumi() {
  const found = await findPulumiOnPath();
  return found === undefined || isBuiltHere(found.dir) ? undefined : found;
}
