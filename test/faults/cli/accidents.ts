/** What happens to a run of the CLI, and what the user does when it is over. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { CliProject, RunResult } from "../../support/cliProject";
import { isAlive, providersOf } from "../../support/processes";

export interface Running {
  readonly project: CliProject;
  readonly child: ChildProcess;
  readonly done: Promise<RunResult>;
  /** The command that runs, to be given once more. */
  readonly command: readonly string[];
}

export interface Accident {
  readonly name: string;
  /** When the accident may leave an image to nobody: only at the hand-over (W1), at any time (W6), or never. */
  readonly window: "never" | "hand-over" | "any";
  /** Called while the simulator holds the answer to a request; what it returns is waited for after that. */
  strike(run: Running): Promise<unknown>;
  /** Where the user goes on; default: in the same directory. */
  next?(project: CliProject): Promise<CliProject>;
  /** True when an image that is in the state may be marked unfinished again: refresh and up claim it. */
  readonly takesBack?: true;
  /** True when two runs may have worked on the stack at once: the state is refreshed before anything else. */
  readonly refreshFirst?: true;
}

const orphanMs = 30_000;
const secondSignalMs = 300;

function killProviders({ child }: Running): void {
  for (const pid of providersOf(child.pid)) process.kill(pid, "SIGKILL");
}

function killBoth(run: Running): void {
  const providers = providersOf(run.child.pid);
  run.child.kill("SIGKILL");
  for (const pid of providers) process.kill(pid, "SIGKILL");
}

/** Every process that the run has left has to end by itself. */
async function killCli({ child, done }: Running): Promise<void> {
  const providers = providersOf(child.pid);
  child.kill("SIGKILL");
  await done;
  const end = Date.now() + orphanMs;
  while (providers.some(isAlive)) {
    if (Date.now() > end) throw new Error("the provider lives on after its CLI was killed");
    await pause(200);
  }
}

async function breakLock({ project, done, command }: Running): Promise<void> {
  await project.run("cancel", "--yes");
  await Promise.all([done, project.run(...command)]);
}

export const accidents: readonly Accident[] = [
  { name: "SIGKILL of the CLI", window: "never", takesBack: true, strike: killCli },
  { name: "SIGKILL of the provider", window: "hand-over", strike: async (run) => killProviders(run) },
  { name: "SIGKILL of both", window: "hand-over", strike: async (run) => killBoth(run) },
  { name: "Ctrl-C", window: "never", strike: async ({ child }) => child.kill("SIGINT") },
  {
    name: "Ctrl-C twice",
    // The second one comes when it comes.
    window: "any",
    strike: async ({ child }) => {
      child.kill("SIGINT");
      await pause(secondSignalMs);
      child.kill("SIGINT");
    },
  },
  { name: "SIGTERM", window: "never", strike: async ({ child }) => child.kill("SIGTERM") },
  { name: "two runs with a broken lock", window: "any", strike: breakLock, refreshFirst: true },
  {
    name: "SIGKILL of both, taken over from another directory",
    window: "hand-over",
    strike: async (run) => killBoth(run),
    next: (project) => project.elsewhere(),
  },
];
