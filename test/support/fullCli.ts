/** Tests of what the language host must do that is as new as the CLI: the CLI that the tools build has an older one. */
import { delimiter } from "node:path";
import type { CliProject } from "./cliProject";

/** The directory of a Pulumi CLI that was installed whole; tools/test.mjs looks for one on PATH. */
const cliDir = process.env["PULUMI_IMS_FULL_CLI_DIR"];

/** A test that runs where such a CLI is installed, and says elsewhere that it was left out. */
export function testWithFullCli(title: string, body: () => Promise<void>): void {
  if (cliDir === undefined)
    test.skip(`${title} (left out: needs a Pulumi CLI on PATH with its own language host)`, body);
  else test(title, body);
}

export function useFullCli(project: CliProject): void {
  project.env = { ...project.env, PATH: [cliDir, project.env["PATH"]].join(delimiter) };
}
