import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "../base/hashFiles.mjs";
import { listFiles } from "../base/listFiles.mjs";
import { root } from "../base/root.mjs";
import { runTool } from "../base/runTool.mjs";
import { pruneDeclarations } from "./pruneDeclarations.mjs";
import { stamp } from "./stamp.mjs";
import { step } from "./step.mjs";

const packages = [
  { name: "pulumi-ims", dir: ".", sources: "provider", config: "tsconfig.build.json" },
  { name: "pulumi-ims-simulator", dir: "simulator", sources: "simulator/src", config: "simulator/tsconfig.json" },
];

/** The folders that decide what becomes of the sources. */
const recipe = ["tools/setup", "tools/declarations"];

/** Compiles the packages whose sources have changed since they were last compiled. */
export async function buildPackages(log) {
  for (const one of packages) await build(one, log);
}

async function build({ name, dir, sources, config }, log) {
  const inputs = ["tsconfig.json", config, "package-lock.json"].map((path) => join(root, path));
  const hash = hashFiles([...inputs, ...[sources, ...recipe].flatMap((folder) => listFiles(join(root, folder)))]);
  const packageDir = join(root, dir);
  const outDir = join(packageDir, "dist");
  if (stamp.matches(name, hash) && existsSync(join(outDir, "index.js"))) return;
  stamp.remove(name);
  // tsc does not remove the output of a source that is gone.
  rmSync(outDir, { recursive: true, force: true });
  await step(`Compiling ${name}`, log, () => runTool("tsc", ["-p", config]));
  pruneDeclarations(packageDir, "dist");
  stamp.write(name, hash);
}
