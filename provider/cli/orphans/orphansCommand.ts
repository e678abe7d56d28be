/** The flags of `pulumi-ims orphans`, and the real things that it works with. */
import { Command } from "commander";
import { systemClock } from "../../base/clock";
import { systemRandom } from "../../base/random";
import { createClientFactory } from "../../session/clientFactory";
import type { FoundImage } from "./findImages";
import { describeFound } from "./report";
import { runOrphans } from "./runOrphans";
import { fileSource, stackSource } from "./source";
import { type Prompt, terminalPrompt } from "./terminalPrompt";

interface Flags {
  readonly stack: string[];
  readonly state: string[];
  readonly stateId: string[];
  readonly region: string[];
  readonly delete?: true;
  readonly yes?: true;
  readonly finished?: true;
  readonly unknownResources?: true;
  readonly otherStates?: true;
  readonly json?: true;
}

const notes = `
Images that are kept on purpose (the option retainOnDelete, such as earlier releases) and images of other states (two
stacks of one name with a backend for each) are no orphans. They are listed apart, and stay unless --finished or
--other-states adds them.

Exit codes:
  0    no orphans, or all were deleted
  1    a state, a region or a deletion failed; what could be looked at was
  2    wrong command line, nothing was done
  3    orphans are left
  130  Ctrl-C, or the end of input at a question: nothing more was done, and the report says what was

Name every stack that makes images in these projects: an image of a stack that is not named looks like an orphan.
Run it in the directory of the project, where the configuration of the stack counts (ims:stateId, ims:region).
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
      "--state-id <id>",
      "ims:stateId of the stack of a --state, or the address of its backend; the first is for the first --state, and so on. Without it, images of other states cannot be told from its own",
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
    .option(
      "--yes",
      "do not ask: delete unfinished images of resources that the states have; the next three add others",
    )
    .option(
      "--finished",
      "with --delete: also images that are kept on purpose, such as earlier releases (retainOnDelete); with --yes: also other finished images",
    )
    .option("--unknown-resources", "with --yes: also images of resources that no given state has")
    .option("--other-states", "count images of other states as orphans too, which another state may still have")
    .option("--json", "print JSON")
    .addHelpText("after", notes)
    .action(async (flags: Flags, command: Command) => {
      const problem = usageProblem(flags);
      if (problem !== undefined) command.error(`error: ${problem}`);
      process.exitCode = await run(flags);
    });
}

function usageProblem(flags: Flags): string | undefined {
  if (flags.stack.length + flags.state.length === 0) return "name at least one --stack or --state";
  if (flags.stateId.length > flags.state.length) return "each --state-id is for a --state, and there are more of them";
  if (flags.yes && !flags.delete) return "--yes is for --delete";
  if (flags.finished && !flags.delete) return "--finished is for --delete";
  if (flags.unknownResources && !flags.yes) return "--unknown-resources is for --yes";
  const mustAsk = flags.delete === true && !flags.yes;
  if (mustAsk && (flags.state.includes("-") || !process.stdin.isTTY)) {
    return "--delete asks on the terminal; where there is none, give --yes";
  }
  return undefined;
}

async function run(flags: Flags): Promise<number> {
  const stacks = await Promise.all(flags.stack.map((stack) => stackSource(stack, process.env)));
  const files = flags.state.map((file, i) => fileSource(file, flags.stateId[i]));
  const { delete: wantsDelete = false, yes = false, json = false } = flags;
  const { finished = false, unknownResources = false, otherStates = false } = flags;
  const options = { delete: wantsDelete, yes, finished, unknownResources, otherStates };
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const prompt = terminalPrompt(stop.signal, () => stop.abort());
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  try {
    return await runOrphans(
      { ...options, sources: [...stacks, ...files], regions: flags.region, json },
      {
        environment: process.env,
        clientFactory: createClientFactory({
          clock: systemClock,
          random: systemRandom,
          environment: process.env,
          notice: say,
        }),
        stop: stop.signal,
        confirm: (found) => confirm(found, prompt),
        print: (text) => void process.stdout.write(text),
        say,
      },
    );
  } finally {
    prompt.close();
  }
}

async function confirm(found: FoundImage, prompt: Prompt): Promise<boolean> {
  const answer = await prompt.ask(`${describeFound(found)}\n    delete it? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}
