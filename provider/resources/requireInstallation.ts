import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const startDir = process.cwd();
let isFound = false;

/**
 * The engine loads the provider from the directory of the program. Throws when this package is not found there, because
 * only a library brings it: the message names the line that is missing, which the engine's own message does not.
 */
export function requireInstallation(): void {
  if (isFound || !isRunByLanguageHost()) return;
  isFound = [startDir, process.cwd()].some(isFoundFrom);
  if (isFound) return;
  const path = manifestAbove(startDir);
  throw new pulumi.RunError(
    `Add "pulumi-ims": "${versionFor(path)}" to the dependencies in ${path} and install, because Pulumi loads the provider from ${startDir}, where the pulumi-ims of the library that the program uses is not found.`,
  );
}

/** An inline program of the Automation API does not know its directory, nor does one whose variables come from a parent. */
function isRunByLanguageHost(): boolean {
  const { PULUMI_NODEJS_MONITOR: monitor, PULUMI_NODEJS_PROJECT: project, PULUMI_NODEJS_STACK: stack } = process.env;
  return monitor !== undefined && project === pulumi.getProject() && stack === pulumi.getStack();
}

function isFoundFrom(dir: string): boolean {
  try {
    createRequire(join(dir, "_")).resolve("pulumi-ims/dynamic");
    return true;
  } catch {
    return false;
  }
}

function manifestAbove(dir: string): string {
  for (let folder = dir; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return path;
  }
  return join(dir, "package.json");
}

/** The version that the library asks for, unless that is a path as seen from the library; else the version that the program runs. */
function versionFor(manifest: string): string | undefined {
  const modules = join(dirname(manifest), "node_modules");
  const libraries = Object.keys(read(manifest).dependencies ?? {});
  const wanted = libraries.map((name) => read(join(modules, name, "package.json")).dependencies?.["pulumi-ims"]);
  const portable = wanted.find((version) => version !== undefined && !/^(file|link):(?!\/)/.test(version));
  return portable ?? read(join(__dirname, "../../package.json")).version;
}

function read(manifest: string): Manifest {
  try {
    return JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  } catch {
    return {};
  }
}
