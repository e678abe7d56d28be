import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../base/root.mjs";
import { runNpm } from "../base/runNpm.mjs";
import { runTool } from "../base/runTool.mjs";

/**
 * A check that packs a package as npm publishes it and lets publint and are-the-types-wrong look at the archive.
 * Entries in `modern` are exempt from `node10`, the oldest way to resolve modules, which knows no `exports`.
 */
export function packageCheck(dir, { modern = [] } = {}) {
  return { name: `package ${dir}`, run: () => checkPackage(join(root, dir), modern) };
}

async function checkPackage(dir, modern) {
  const scratch = await mkdtemp(join(tmpdir(), "pulumi-ims-pack-"));
  try {
    const packed = await runNpm(["pack", "--ignore-scripts", "--pack-destination", scratch], { cwd: dir });
    const [archive] = await readdir(scratch);
    if (packed.code !== 0 || archive === undefined) return { code: 1, output: packed.output };
    return await checkArchive(join(scratch, archive), modern);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function checkArchive(archive, modern) {
  const excluded = modern.length > 0 ? ["--exclude-entrypoints", ...modern] : [];
  const results = [
    await runTool("publint", ["run", archive, "--strict"]),
    await runTool("attw", [archive, "--profile", "strict", ...excluded]),
  ];
  if (modern.length > 0)
    results.push(await runTool("attw", [archive, "--profile", "node16", "--entrypoints", ...modern]));
  const failed = results.filter(({ code }) => code !== 0);
  return { code: failed.length, output: failed.map(({ output }) => output).join("\n") };
}
