import { join } from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** Runs a program of an installed package with this Node.js. */
export function runTool(name, args, options) {
  return run(process.execPath, [join(root, "node_modules", ".bin", name), ...args], options);
}
