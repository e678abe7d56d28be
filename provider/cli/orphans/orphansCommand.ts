/** The flags of `pulumi-ims orphans`, and the real things that it works with. */
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { systemClock } from "../../base/clock";
import { systemRandom } from "../../base/random";
import { createPlumbing } from "../../http/plumbing";
import type { Orphan } from "./findOrphans";
import { describeOrphan } from "./report";
import { runOrphans } from "./runOrphans";
import { fileSource, stackSource } from "./source";

interface Flags {
  readonly stack: string[];
  readonly state: string[];
  readonly region: string[];
  readonly delete?: true;
  readonly yes?: true;
  readonly unknownResources?: true;
  readonly json?: true;
}

const exits = `
Exit codes:
  0  no orphans, or all were deleted
  1  a state, a region or a deletion failed; what could be looked at was
  2  wrong command line, nothing was done
  3  orphans are left

Name every stack that makes images in these projects: an image of a stack that is not named looks like an orphan.
Do not run it while one of them is being updated. Credentials and endpoints come from where the provider takes them.`;

const another = (value: string, values: string[]): string[] => [...values, value];

export function orphansCommand(): Command {
  return new Command("orphans")
    .description(
      "List images that carry the marker of pulumi-ims and that no given state knows; delete them if asked to.",
    )
    .option("--stack <name>", "take the state of this stack from the Pulumi CLI; may be repeated", another, [])
    .option(
      "--state <file>",
      "take a state from a file of `pulumi stack export`, - for standard input; may be repeated",
      another,
      [],
    )
    .option(
      "--region <region>",
      "look here too, beside where the states have images; may be repeated (default: the configured region)",
      another,
      [],
    )
    .option("--delete", "delete the orphans; asks for each")
    .option("--yes", "do not ask, for images of resources that the states have")
    .option("--unknown-resources", "with --yes: also images of resources that no given state has")
    .option("--json", "print JSON")
    .addHelpText("after", exits)
    .action(async (flags: Flags, command: Command) => {
      const problem = usageProblem(flags);
      if (problem !== undefined) command.error(`error: ${problem}`);
      process.exitCode = await run(flags);
    });
}

function usageProblem(flags: Flags): string | undefined {
  if (flags.stack.length + flags.state.length === 0) return "name at least one --stack or --state";
  if (flags.yes && !flags.delete) return "--yes is for --delete";
  if (flags.unknownResources && !flags.yes) return "--unknown-resources is for --yes";
  const mustAsk = flags.delete === true && !flags.yes;
  if (mustAsk && (flags.state.includes("-") || !process.stdin.isTTY)) {
    return "--delete asks on the terminal; where there is none, give --yes";
  }
  return undefined;
}

async function run(flags: Flags): Promise<number> {
  const stacks = await Promise.all(flags.stack.map(stackSource));
  const sources = [...stacks, ...flags.state.map(fileSource)];
  const { region: regions, delete: wantsDelete = false, yes = false, unknownResources = false, json = false } = flags;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  return runOrphans(
    { sources, regions, delete: wantsDelete, yes, unknownResources, json },
    {
      environment: process.env,
      plumbing: createPlumbing({ clock: systemClock, random: systemRandom, environment: process.env, notice: say }),
      stop: stop.signal,
      confirm: (orphan) => confirm(orphan, stop.signal),
      print: (text) => void process.stdout.write(text),
      say,
    },
  );
}

async function confirm(orphan: Orphan, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${describeOrphan(orphan)}\n    delete it? [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
