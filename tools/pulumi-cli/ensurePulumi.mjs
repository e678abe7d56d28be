import { mkdir } from "node:fs/promises";
import { Failure } from "../base/Failure.mjs";
import { formatDuration } from "../base/formatDuration.mjs";
import { interruptible } from "../base/interruptible.mjs";
import { withLock } from "../base/withLock.mjs";
import { buildInstallation } from "./buildInstallation.mjs";
import { cacheLocation } from "./cacheLocation.mjs";
import { checkInstallation } from "./checkInstallation.mjs";
import { findGo } from "./findGo.mjs";
import { findPulumiOnPath } from "./findPulumiOnPath.mjs";
import { recipe } from "./recipe.mjs";

/**
 * Finds or builds a Pulumi CLI with its language host for Node.js and resolves with `{ dir, version, source }`:
 * the directory to put first on PATH, the version, and whether it comes from the "path", from the "cache", or was "built".
 * With `preferBuilt` an installed CLI is used only where none can be built, so that every machine runs the same version.
 */
export async function ensurePulumi({ log, preferBuilt = false }) {
  const location = cacheLocation();
  const found = (!preferBuilt && (await findPulumiOnPath())) || (await findInCache(location));
  if (found) return found;
  const go = await findGo();
  if (go !== undefined) return await buildUnlessBuilt({ location, go, log });
  const fallback = preferBuilt ? await findPulumiOnPath() : undefined;
  if (fallback !== undefined) return fallback;
  throw new Failure(nothingFound);
}

const nothingFound = `No Pulumi CLI was found, and there is no Go to build one. Two ways out:
  - install Go 1.25 or newer and run this command again: it builds the CLI, which takes about 5 minutes once per machine;
  - install the Pulumi CLI 3.220 or newer as described on pulumi.com, and put it on PATH.`;

async function findInCache({ dir }) {
  const version = await checkInstallation(dir);
  return version === undefined ? undefined : { dir, version, source: "cache" };
}

async function buildUnlessBuilt({ location, go, log }) {
  await mkdir(location.parent, { recursive: true });
  const onWait = (elapsedMs, owner) => {
    const who = owner === undefined ? "another process" : `process ${owner.pid}`;
    log(`Waiting for ${who}, which is building the Pulumi CLI (${formatDuration(elapsedMs)}).`);
  };
  return await interruptible((signal) =>
    withLock(`${location.dir}.lock`, { onWait, signal }, async () => {
      const built = await findInCache(location);
      if (built !== undefined) return built;
      log(announcement(location));
      const version = await buildInstallation({ location, go, log, signal });
      return { dir: location.dir, version, source: "built" };
    }),
  );
}

function announcement({ dir }) {
  return `Building the Pulumi CLI ${recipe.version} from its Go modules. This takes about 5 minutes on two cores, once per
machine, and 5 GB of disk for that time. It is kept in ${dir}`;
}
