import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { interruptible } from "./base/interruptible.mjs";
import { main } from "./base/main.mjs";
import { root } from "./base/root.mjs";
import { runTool } from "./base/runTool.mjs";
import { setup } from "./setup.mjs";

// npm run bench [-- PATTERN]: runs the benchmarks whose files match, and writes down what they measure; npm run docs shows it.
await main(async () => {
  const { pulumi } = await setup({ cli: true, preferBuilt: process.env.PULUMI_IMS_CLI !== "path" });
  const report = join(root, "test/bench/report.json");
  if (!existsSync(report)) writeFileSync(report, "{}\n");
  const env = { PULUMI_IMS_CLI_DIR: pulumi.dir, PULUMI_IMS_BENCH_REPORT: report };
  const args = ["--selectProjects", "bench", "--maxWorkers", "1", "--testPathPatterns", process.argv[2] ?? ""];
  const { code } = await interruptible((signal) => runTool("jest", args, { env, signal, inherit: true }));
  return code;
});
