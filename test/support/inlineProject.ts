/** The stack of a CliProject, run by the Automation API with a program that is a function: no language host takes part. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Pulumi from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { StartOptions } from "pulumi-ims-simulator";
import type * as Ims from "../../provider";
import { CliProject } from "./cliProject";

export interface InlineTools {
  readonly pulumi: typeof Pulumi;
  readonly ims: typeof Ims;
}

/**
 * Runs in another process, as text: it sees its two parameters and the globals of Node.js, and nothing else of its test.
 * Its result is the outputs of the stack.
 */
export type InlineProgram<Values = undefined> = (
  tools: InlineTools,
  values: Values,
) => Readonly<Record<string, unknown>> | undefined | Promise<Readonly<Record<string, unknown>> | undefined>;

type Operation = "preview" | "up" | "refresh" | "destroy";

export interface InlineOptions<Values> {
  /** JSON for the second parameter of the program. */
  readonly values?: Values;
  /** Stack settings, as of `pulumi config set`, before the run. */
  readonly config?: Readonly<Record<string, { readonly value: string; readonly secret?: boolean }>>;
  /** Options of the operation of the Automation API, such as `{ target: [urn] }`. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default `dev`, which is there already; another one is made. */
  readonly stack?: string;
}

export interface InlineRun extends InlineOptions<unknown> {
  readonly operation: Operation;
  /** Default: a program without resources. */
  readonly program?: string;
}

export interface InlineResult {
  /** Error of a run that failed. */
  readonly error: string | undefined;
  /** Output of the CLI; after a failed run the error of the Automation API follows. */
  readonly output: string;
  readonly events: readonly EngineEvent[];
  /** Outputs of the stack by name, secret ones too. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface InlineProject {
  /** The same stack for the CLI: files, state, exports, and the simulator. */
  readonly cli: CliProject;
  preview<V>(program: InlineProgram<V>, options?: InlineOptions<V>): Promise<InlineResult>;
  up<V>(program: InlineProgram<V>, options?: InlineOptions<V>): Promise<InlineResult>;
  refresh(options?: InlineOptions<unknown>): Promise<InlineResult>;
  destroy(options?: InlineOptions<unknown>): Promise<InlineResult>;
  /** An operation that may fail: the result says so. The others throw. */
  run<V>(operation: Operation, program: InlineProgram<V>, options?: InlineOptions<V>): Promise<InlineResult>;
  /** Several operations at once in one process. */
  runTogether(runs: readonly InlineRun[], from?: string): Promise<InlineResult[]>;
  close(): Promise<void>;
}

/** Same options as of `CliProject.open`. `from` is the working directory of the program; default: that of the project. */
export async function openInlineProject({
  from,
  ...options
}: StartOptions & { readonly from?: string } = {}): Promise<InlineProject> {
  const cli = await CliProject.open(options);
  const runTogether = (runs: readonly InlineRun[], cwd = from ?? cli.dir) => runAll(cli, runs, cwd);
  const run = async (one: InlineRun): Promise<InlineResult> => {
    const [result] = await runTogether([one]);
    if (result === undefined) throw new Error("the runner returned no result");
    return result;
  };
  const succeed = async (one: InlineRun): Promise<InlineResult> => {
    const result = await run(one);
    if (result.error !== undefined) throw new Error(`${one.operation} failed: ${result.error}\n${result.output}`);
    return result;
  };
  return {
    cli,
    runTogether,
    preview: (program, settings) => succeed({ ...settings, operation: "preview", program: program.toString() }),
    up: (program, settings) => succeed({ ...settings, operation: "up", program: program.toString() }),
    refresh: (settings) => succeed({ ...settings, operation: "refresh" }),
    destroy: (settings) => succeed({ ...settings, operation: "destroy" }),
    run: (operation, program, settings) => run({ ...settings, operation, program: program.toString() }),
    close: () => cli.close(),
  };
}

async function runAll(cli: CliProject, runs: readonly InlineRun[], cwd: string): Promise<InlineResult[]> {
  const request = join(cli.dir, "inline-request.json");
  const answer = join(cli.dir, "inline-answer.json");
  cli.write("inline-request.json", JSON.stringify({ workDir: cli.dir, runs }));
  const printed = await node([join(__dirname, "inlineRunner.cjs"), request, answer], cwd, cli.env);
  if (printed.code !== 0) throw new Error(`the runner ended with ${printed.code}:\n${printed.output}`);
  const results = JSON.parse(readFileSync(answer, "utf8")) as InlineResult[];
  return results.map((result) => ({ ...result, output: `${result.output}${printed.output}` }));
}

function node(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
