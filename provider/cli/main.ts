/** The command `pulumi-ims`: what is done about images outside of a Pulumi program. */
import { Command, CommanderError } from "commander";
import { messageOf } from "../base/errors";
import { exitCodes } from "./exitCodes";
import { orphansCommand } from "./orphans/orphansCommand";

/** Commander's own errors are those of the command line; asking for help is none. */
function codeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return exitCodes.failed;
  return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
}

async function main(): Promise<void> {
  const program = new Command("pulumi-ims")
    .description("Tools for images that are managed with the package pulumi-ims.")
    .exitOverride()
    .addCommand(orphansCommand().exitOverride());
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) process.stderr.write(`pulumi-ims: ${messageOf(error)}\n`);
    process.exitCode = codeOf(error);
  }
}

void main();
