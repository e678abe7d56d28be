import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./cliProject";

/** Packs the package into a directory as npm publishes it, and returns the path of the archive. */
export async function packPackage(dir: string): Promise<string> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", dir];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(dir, filename);
}
