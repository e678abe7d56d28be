import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatDuration } from "./base/formatDuration.mjs";
import { interruptible } from "./base/interruptible.mjs";
import { main } from "./base/main.mjs";
import { runTool } from "./base/runTool.mjs";
import { say } from "./base/say.mjs";
import { findFullPulumi } from "./pulumi-cli/findFullPulumi.mjs";
import { setup } from "./setup.mjs";

const levels = ["unit", "simulated", "contract", "engine", "faults"];
const crashed = { passed: 0, failed: 1, skipped: 0, levels: [] };

// npm test: prepares the clone and runs jest with the given arguments. The last line is the counts, whatever happens.
const scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-test-"));
const countsFile = join(scratch, "counts.json");
await main(runTests);
report(readCounts());
rmSync(scratch, { recursive: true, force: true });

async function runTests() {
  const { pulumi } = await setup({ cli: true, preferBuilt: process.env.PULUMI_IMS_CLI !== "path" });
  say(`Pulumi CLI ${pulumi.version} from ${pulumi.dir}`);
  const full = await findFullPulumi();
  if (full === undefined)
    say("Tests that need a language host as new as the CLI are skipped: no Pulumi CLI is installed.");
  const env = {
    PULUMI_IMS_CLI_DIR: pulumi.dir,
    PULUMI_IMS_COUNTS_FILE: countsFile,
    ...(full === undefined ? {} : { PULUMI_IMS_FULL_CLI_DIR: full.dir }),
  };
  const given = process.argv.slice(2);
  const args = given.length > 0 ? given : ["--selectProjects", ...levels];
  const jest = (signal) => runTool("jest", args, { env, signal, inherit: true });
  return (await interruptible(jest)).code;
}

function readCounts() {
  if (existsSync(countsFile)) return JSON.parse(readFileSync(countsFile, "utf8"));
  return process.exitCode === 0 ? { ...crashed, failed: 0 } : crashed;
}

function report({ passed, failed, skipped, levels }) {
  for (const { name, tests, ms } of levels) say(`${name}: ${tests} tests, ${formatDuration(ms)}`);
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}
