import { randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { clock } from "../base/clock.mjs";
import { Failure } from "../base/Failure.mjs";
import { formatDuration } from "../base/formatDuration.mjs";
import { root } from "../base/root.mjs";
import { run } from "../base/run.mjs";
import { whileRunning } from "../base/whileRunning.mjs";
import { checkInstallation } from "./checkInstallation.mjs";
import { manifest } from "./manifest.mjs";
import { recipe } from "./recipe.mjs";

const progressMs = 15_000;
const wrapper = "pulumi-resource-pulumi-nodejs";

/** Builds the CLI beside its place in the cache and moves it there when it is complete and runs. The caller holds the lock. */
export async function buildInstallation({ location, go, log, signal }) {
  await removeLeftovers(location);
  const work = join(location.parent, `${location.name}.building-${randomUUID()}`);
  try {
    const out = join(work, "out");
    for (const dir of [out, join(work, "tmp")]) await mkdir(dir, { recursive: true });
    await copyWrapper(out);
    for (const program of recipe.programs) await build(program, { out, work, go, log, signal });
    manifest.write(out, recipe.version, [...recipe.programs.map(({ name }) => name), wrapper]);
    const version = await checkInstallation(out);
    if (version === undefined)
      throw new Failure(`The Pulumi CLI was built, but does not run as version ${recipe.version}.`);
    await rm(location.dir, { recursive: true, force: true });
    await rename(out, location.dir);
    return version;
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

// A killed build leaves gigabytes behind; whoever holds the lock knows that nobody is using them.
async function removeLeftovers({ parent, name }) {
  const leftovers = (await readdir(parent)).filter((entry) => entry.startsWith(`${name}.building-`));
  for (const entry of leftovers) await rm(join(parent, entry), { recursive: true, force: true, maxRetries: 3 });
}

async function copyWrapper(out) {
  const sdk = dirname(createRequire(join(root, "package.json")).resolve("@pulumi/pulumi/package.json"));
  await copyFile(join(sdk, wrapper), join(out, wrapper));
  await chmod(join(out, wrapper), 0o755);
}

async function build(program, { out, work, go, log, signal }) {
  const startedAt = clock.now();
  let compiled = 0;
  const countPackages = (chunk) => {
    compiled += chunk.split("\n").filter((line) => line !== "" && !line.startsWith("go: ")).length;
  };
  const args = ["build", "-v", "-ldflags", program.ldflags, "-o", `${out}/`, program.package];
  const options = { cwd: program.moduleDir, env: goEnvironment(work, go), signal, onOutput: countPackages };
  const elapsed = () => formatDuration(clock.now() - startedAt);
  const stage = () => (compiled === 0 ? "fetching its modules" : `${compiled} packages compiled`);
  const progress = () => log(`  building ${program.title}: ${elapsed()}, ${stage()}`);
  const { code, output } = await whileRunning(run(go.program, args, options), progressMs, progress);
  if (code !== 0) throw new Failure(`Building ${program.title} failed:\n${output}`);
  log(`  built ${program.title} in ${elapsed()}`);
}

function goEnvironment(work, { flags }) {
  return {
    GOCACHE: join(work, "go-build"),
    GOMODCACHE: join(work, "go-mod"),
    GOTMPDIR: join(work, "tmp"),
    GOWORK: "off",
    // Go makes its module cache read-only, and then it could not be removed.
    GOFLAGS: `${flags} -modcacherw`.trim(),
  };
}
