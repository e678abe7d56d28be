import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "../base/hashFiles.mjs";
import { root } from "../base/root.mjs";
import { runNpm } from "../base/runNpm.mjs";
import { manifestFiles } from "./manifestFiles.mjs";
import { stamp } from "./stamp.mjs";
import { step } from "./step.mjs";

const name = "dependencies";
const lockfile = join(root, "package-lock.json");

/** Installs the dependencies if none are installed or a manifest has changed since. The lockfile stays as it is. */
export async function installDependencies(log) {
  const hash = hashFiles(manifestFiles());
  if (stamp.matches(name, hash)) return;
  stamp.remove(name);
  await step("Installing dependencies", log, npmInstall);
  stamp.write(name, hash);
}

// Not `npm ci`: it refuses a workspace that the lockfile does not know yet, such as an example somebody is writing.
async function npmInstall() {
  const before = existsSync(lockfile) ? readFileSync(lockfile) : undefined;
  const flags = ["--no-save", "--include=dev", "--no-audit", "--no-fund"];
  try {
    return await runNpm(["install", ...flags]);
  } finally {
    if (before !== undefined && !before.equals(readFileSync(lockfile))) writeFileSync(lockfile, before);
  }
}
