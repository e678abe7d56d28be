import { dirname } from "node:path";
import { findOnPath } from "../base/findOnPath.mjs";
import { isAtLeast } from "./isAtLeast.mjs";
import { pulumiVersion } from "./pulumiVersion.mjs";

const oldestVersion = "3.220.0";

/** The installed CLI if it is new enough and has its language host; the language host has no version to ask. */
export async function findPulumiOnPath() {
  const program = findOnPath("pulumi");
  if (program === undefined || findOnPath("pulumi-language-nodejs") === undefined) return undefined;
  const version = await pulumiVersion(program);
  if (version === undefined || !isAtLeast(version, oldestVersion)) return undefined;
  return { dir: dirname(program), version, source: "path" };
}
