import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../base/root.mjs";
import { run } from "../base/run.mjs";
import { runNpm } from "../base/runNpm.mjs";

// Put together here, so that this file passes its own check.
const machinePaths = ["work/", "tmp/bash_jobs"].map((path) => new RegExp(`(?<![\\w.~-])/${path}`));

/** A check that no file of the repository names a path or a package registry of the machine it was written on. */
export const noMachinePaths = { name: "no machine paths", run: checkFiles };

async function checkFiles() {
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  if (listed.code !== 0) return listed;
  const files = listed.output.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
  const needles = [...machinePaths, ...(await registryHosts())];
  const findings = [...files.flatMap((path) => findIn(path, needles)), ...resolvedHosts()];
  return { code: findings.length === 0 ? 0 : 1, output: findings.join("\n") };
}

function findIn(path, needles) {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  return lines.flatMap((line, i) =>
    needles.some((needle) => needle.test(line)) ? [`${path}:${i + 1}: ${line.trim().slice(0, 160)}`] : [],
  );
}

// The hosts are asked from the package managers and not listed here, since naming them is what this check forbids.
async function registryHosts() {
  const npm = await runNpm(["config", "get", "registry"]);
  const go = await run("go", ["env", "GOPROXY"]).catch(() => ({ output: "" }));
  const urls = `${npm.output} ${go.output} ${process.env.GOPROXY ?? ""}`.match(/https?:\/\/[^\s,|]+/g) ?? [];
  const hosts = new Set(urls.map((url) => new URL(url).hostname));
  return [...hosts].map((host) => new RegExp(host.replaceAll(".", "\\."), "i"));
}

function resolvedHosts() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const named = Object.entries(packages).filter(([, { resolved }]) => resolved?.includes("://"));
  return named.map(([path]) => `package-lock.json: ${path} has a resolved address`);
}
