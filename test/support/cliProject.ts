/** A Pulumi project in a directory of its own, run by the real CLI against a simulator. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { demoCredentials, type Simulator, type StartOptions } from "pulumi-ims-simulator";
import { startSimulator } from "./startSimulator";

export const root = resolve(__dirname, "../..");

export interface DeclaredResource {
  readonly class: string;
  /** `{ $imageIdOf: "name" }` stands for the image id of another resource. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Makes the resource a `.get` of this image. */
  readonly get?: string;
}

export interface RunResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

const program = `
const fs = require("node:fs");
const ims = require("pulumi-ims");
const pulumi = require("@pulumi/pulumi");
const made = {};
const resolveValue = (value) => value && value.$imageIdOf ? made[value.$imageIdOf].imageId : value;
const declared = JSON.parse(fs.readFileSync("resources.json", "utf8"));
for (const [name, { class: type, args, options, get }] of Object.entries(declared)) {
  const known = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, resolveValue(value)]));
  made[name] = get ? ims[type].get(name, get, args, options) : new ims[type](name, known, options);
  exports[name] = { id: made[name].imageId, name: made[name].name };
}
`;

export class CliProject {
  readonly dir: string;
  readonly simulator: Simulator;
  env: NodeJS.ProcessEnv;

  private constructor(dir: string, simulator: Simulator, cliDir: string) {
    this.dir = dir;
    this.simulator = simulator;
    this.env = environment(dir, simulator, cliDir);
  }

  /** A project whose stack exists and whose jobs take fractions of a second, unless `options` say otherwise. */
  static async open(options: StartOptions = {}): Promise<CliProject> {
    const cliDir = process.env["PULUMI_IMS_CLI_DIR"];
    if (cliDir === undefined) throw new Error("PULUMI_IMS_CLI_DIR is not set; run the tests with npm test");
    const simulator = await startSimulator({ speed: 500, ...options });
    const dir = mkdtempSync(join(tmpdir(), "pulumi-ims-engine-"));
    const project = new CliProject(dir, simulator, cliDir);
    mkdirSync(join(dir, "state"));
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
    project.write("Pulumi.yaml", "name: engine-test\nruntime:\n  name: nodejs\n  options: { typescript: false }\n");
    project.write("package.json", '{ "name": "engine-test", "private": true }\n');
    project.write("index.js", program);
    project.declare({});
    await project.succeed("stack", "init", "dev");
    return project;
  }

  /** Another working directory of the same program and stack, as of somebody else with the same backend. */
  async elsewhere(): Promise<CliProject> {
    const dir = mkdtempSync(join(tmpdir(), "pulumi-ims-engine-"));
    for (const file of readdirSync(this.dir, { withFileTypes: true })) {
      if (file.isFile()) copyFileSync(join(this.dir, file.name), join(dir, file.name));
    }
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
    const other = new CliProject(dir, this.simulator, "");
    other.env = { ...this.env, PULUMI_HOME: join(dir, "home") };
    await other.succeed("stack", "select", "dev");
    return other;
  }

  async close(): Promise<void> {
    await this.simulator.stop();
    this.remove();
  }

  /** Removes the directory; the simulator goes on. */
  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.dir, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), "utf8");
  }

  declare(resources: Readonly<Record<string, DeclaredResource>>): void {
    this.write("resources.json", JSON.stringify(resources, null, 2));
  }

  start(...args: string[]): { readonly child: ChildProcess; readonly done: Promise<RunResult>; output: () => string } {
    const child = spawn("pulumi", [...args, "--non-interactive"], { cwd: this.dir, env: this.env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    const done = new Promise<RunResult>((resolveRun, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolveRun({ code, signal, output }));
    });
    return { child, done, output: () => output };
  }

  run(...args: string[]): Promise<RunResult> {
    return this.start(...args).done;
  }

  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  async fail(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code === 0) throw new Error(`pulumi ${args.join(" ")} was expected to fail:\n${output}`);
    return output;
  }

  preview = (...args: string[]) => this.succeed("preview", "--diff", ...args);
  up = (...args: string[]) => this.succeed("up", "--yes", "--skip-preview", ...args);
  failUp = (...args: string[]) => this.fail("up", "--yes", "--skip-preview", ...args);
  refresh = (...args: string[]) => this.succeed("refresh", "--yes", "--skip-preview", ...args);
  destroy = (...args: string[]) => this.succeed("destroy", "--yes", "--skip-preview", ...args);

  /** The image resources of the state, by the last part of their URN. */
  async images(): Promise<Record<string, StateResource>> {
    const text = await this.succeed("stack", "export");
    const { deployment } = JSON.parse(text) as { deployment: { resources?: StateResource[] } };
    return Object.fromEntries(
      imagesOf(deployment.resources).map((resource) => [resource.urn.split("::").at(-1), resource]),
    );
  }

  async only(name: string): Promise<StateResource> {
    const images = await this.images();
    const [resource] = Object.values(images);
    if (Object.keys(images).join() !== name || resource === undefined) {
      throw new Error(`the state holds ${Object.keys(images).join(", ") || "no images"}, not just ${name}`);
    }
    return resource;
  }

  stateFile(): string {
    const backend = fileURLToPath(this.env["PULUMI_BACKEND_URL"] ?? "");
    return readFileSync(join(backend, ".pulumi/stacks/engine-test/dev.json"), "utf8");
  }

  /** A run that was killed leaves its lock behind. */
  isLocked(): boolean {
    const locks = join(
      fileURLToPath(this.env["PULUMI_BACKEND_URL"] ?? ""),
      ".pulumi/locks/organization/engine-test/dev",
    );
    return existsSync(locks) && readdirSync(locks).length > 0;
  }

  /** The ids of the image resources in the state, without asking the CLI. */
  storedImageIds(): string[] {
    const { checkpoint } = JSON.parse(this.stateFile()) as { checkpoint: { latest?: { resources?: StateResource[] } } };
    return imagesOf(checkpoint.latest?.resources).flatMap(({ id }) => id ?? []);
  }
}

function imagesOf(resources: readonly StateResource[] = []): StateResource[] {
  return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/ims:"));
}

const cloudVariable = /^(HW|OS|HUAWEICLOUD|PULUMI)_/;

function environment(dir: string, simulator: Simulator, cliDir: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !cloudVariable.test(name));
  return {
    ...Object.fromEntries(others),
    PATH: [cliDir, process.env["PATH"]].join(delimiter),
    PULUMI_HOME: join(dir, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(dir, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IMS_ENDPOINTS: JSON.stringify({ ims: simulator.url, iam: simulator.url, ecs: simulator.url }),
    PULUMI_IMS_POLL_INTERVAL: "0.2",
    HW_ACCESS_KEY: demoCredentials.accessKey,
    HW_SECRET_KEY: demoCredentials.secretKey,
    HW_REGION_NAME: "eu-de",
  };
}
