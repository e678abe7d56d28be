import { runTool } from "../base/runTool.mjs";

/** A check that is one program of an installed package. */
export function commandCheck(name, tool, args) {
  return { name, run: () => runTool(tool, args) };
}
