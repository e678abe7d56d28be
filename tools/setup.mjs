import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { formatDuration } from "./base/formatDuration.mjs";
import { root } from "./base/root.mjs";
import { say } from "./base/say.mjs";
import { withLock } from "./base/withLock.mjs";
import { ensurePulumi } from "./pulumi-cli/ensurePulumi.mjs";
import { buildPackages } from "./setup/buildPackages.mjs";
import { installDependencies } from "./setup/installDependencies.mjs";

/**
 * Makes a clone ready: dependencies, compiled packages and, with `cli`, a Pulumi CLI. Silent about what is up to date.
 * Resolves with `{ pulumi }`, which is what `ensurePulumi` says, or undefined without `cli`.
 */
export async function setup({ cli, preferBuilt = false, log = say }) {
  const modules = join(root, "node_modules");
  mkdirSync(modules, { recursive: true });
  const onWait = (elapsedMs) =>
    log(`Waiting for another command that prepares this clone (${formatDuration(elapsedMs)}).`);
  await withLock(join(modules, ".pulumi-ims-setup.lock"), { onWait }, async () => {
    await installDependencies(log);
    await buildPackages(log);
  });
  return { pulumi: cli ? await ensurePulumi({ log, preferBuilt }) : undefined };
}
