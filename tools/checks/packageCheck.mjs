import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../base/root.mjs";
import { run } from "../base/run.mjs";
import { runNpm } from "../base/runNpm.mjs";
import { runTool } from "../base/runTool.mjs";
import { declarationProblems } from "./declarationProblems.mjs";

/**
 * A check that packs a package as npm publishes it and lets publint and are-the-types-wrong look at the archive.
 * Entries in `modern` are exempt from `node10`, the oldest way to resolve modules, which knows no `exports`.
 * Declarations may import the packages in `typesOf` and no other library.
 */
export function packageCheck(dir, { modern = [], typesOf = [] } = {}) {
  return { name: `package ${dir}`, run: () => checkPackage(join(root, dir), modern, typesOf) };
}

async function checkPackage(dir, modern, typesOf) {
  const scratch = await mkdtemp(join(tmpdir(), "pulumi-ims-pack-"));
  try {
    const packed = await runNpm(["pack", "--ignore-scripts", "--pack-destination", scratch], { cwd: dir });
    const [archive] = await readdir(scratch);
    if (packed.code !== 0 || archive === undefined) return { code: 1, output: packed.output };
    return await checkArchive(join(scratch, archive), modern, typesOf);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function checkArchive(archive, modern, typesOf) {
  const excluded = modern.length > 0 ? ["--exclude-entrypoints", ...modern] : [];
  const results = [
    await checkDeclarations(archive, typesOf),
    await runTool("publint", ["run", archive, "--strict"]),
    await runTool("attw", [archive, "--profile", "strict", ...excluded]),
  ];
  if (modern.length > 0)
    results.push(await runTool("attw", [archive, "--profile", "node16", "--entrypoints", ...modern]));
  const failed = results.filter(({ code }) => code !== 0);
  return { code: failed.length, output: failed.map(({ output }) => output).join("\n") };
}

async function checkDeclarations(archive, typesOf) {
  const dir = dirname(archive);
  const unpacked = await run("tar", ["-xzf", archive], { cwd: dir });
  if (unpacked.code !== 0) return unpacked;
  const problems = declarationProblems(join(dir, "package"), typesOf);
  return { code: problems.length, output: problems.join("\n") };
}
