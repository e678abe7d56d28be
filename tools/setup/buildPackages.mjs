import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "../base/hashFiles.mjs";
import { listFiles } from "../base/listFiles.mjs";
import { root } from "../base/root.mjs";
import { runTool } from "../base/runTool.mjs";
import { stamp } from "./stamp.mjs";
import { step } from "./step.mjs";

const packages = [
  { name: "pulumi-ims", sources: "provider", config: "tsconfig.build.json", out: "dist" },
  { name: "pulumi-ims-simulator", sources: "simulator/src", config: "simulator/tsconfig.json", out: "simulator/dist" },
];

/** Compiles the packages whose sources have changed since they were last compiled. */
export async function buildPackages(log) {
  for (const one of packages) await build(one, log);
}

async function build({ name, sources, config, out }, log) {
  const inputs = ["tsconfig.json", config, "package-lock.json"].map((path) => join(root, path));
  const hash = hashFiles([...inputs, ...listFiles(join(root, sources))]);
  const outDir = join(root, out);
  if (stamp.matches(name, hash) && existsSync(join(outDir, "index.js"))) return;
  stamp.remove(name);
  // tsc does not remove the output of a source that is gone.
  rmSync(outDir, { recursive: true, force: true });
  await step(`Compiling ${name}`, log, () => runTool("tsc", ["-p", config]));
  stamp.write(name, hash);
}
