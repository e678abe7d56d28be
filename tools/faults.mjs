import { join } from "node:path";
import { parseArgs } from "node:util";
import { interruptible } from "./base/interruptible.mjs";
import { main } from "./base/main.mjs";
import { root } from "./base/root.mjs";
import { runTool } from "./base/runTool.mjs";
import { say } from "./base/say.mjs";
import { setup } from "./setup.mjs";

const usage = "npm run faults -- --layer 1|2|3|4|5 [--runs 300] [--seed 1 (layer 2: 1,2,3,any)]";

/** How many a layer has of its own: all cases of layer 1. */
const usualRuns = { 1: "1000000", 2: "10000", 3: "300", 4: "50", 5: "500" };

// npm run faults: the long profile of a layer of test/faults, whose report is written beside it.
await main(async () => {
  const { values } = parseArgs({
    options: {
      layer: { type: "string" },
      runs: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (!/^[1-5]$/.test(values.layer ?? "")) {
    say(usage);
    return 2;
  }
  const { pulumi } = await setup({ cli: true, preferBuilt: process.env.PULUMI_IMS_CLI !== "path" });
  const env = {
    PULUMI_IMS_CLI_DIR: pulumi.dir,
    PULUMI_IMS_FAULTS_RUNS: values.runs ?? usualRuns[values.layer],
    PULUMI_IMS_FAULTS_SEED: values.seed,
    PULUMI_IMS_FAULTS_REPORT: join(root, `test/faults/layer-${values.layer}.md`),
  };
  const args = ["--selectProjects", "faults", "--testPathPatterns", `layer${values.layer}`];
  return (await interruptible((signal) => runTool("jest", args, { env, signal, inherit: true }))).code;
});
