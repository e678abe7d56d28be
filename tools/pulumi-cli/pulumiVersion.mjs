import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../base/run.mjs";

/** What `pulumi version` prints, such as `3.259.0`; undefined if the program does not run. Released programs print a `v` first. */
export async function pulumiVersion(program) {
  // Even this command writes logs into its home directory.
  const home = await mkdtemp(join(tmpdir(), "pulumi-home-"));
  try {
    const env = { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { code, output } = await run(program, ["version"], { env }).catch(() => ({ code: 1, output: "" }));
    return code === 0 ? /^v?(\d\S*)$/m.exec(output)?.[1] : undefined;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
