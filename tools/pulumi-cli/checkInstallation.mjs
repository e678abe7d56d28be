import { join } from "node:path";
import { manifest } from "./manifest.mjs";
import { pulumiVersion } from "./pulumiVersion.mjs";

/** The version of a complete installation that runs, otherwise undefined. */
export async function checkInstallation(dir) {
  const expected = manifest.read(dir);
  if (expected === undefined) return undefined;
  const version = await pulumiVersion(join(dir, "pulumi"));
  return version === expected ? version : undefined;
}
