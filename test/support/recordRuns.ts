import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CliProject } from "./cliProject";

/** Runs commands of a project that keep everything they print and record in `texts`, by a name for each. */
export function recordRuns(project: CliProject) {
  const texts: Record<string, string> = {};
  project.env = {
    ...project.env,
    // What the flag --event-log asks for.
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_IMS_LOG: join(project.dir, "ims.log"),
  };
  const run = async (name: string, ...args: string[]) => {
    const events = join(project.dir, `${name}.events`);
    const { code, output } = await project.run(...args, "--yes", "--skip-preview", "--event-log", events);
    texts[`output of ${name}`] = output;
    texts[`events of ${name}`] = readFileSync(events, "utf8");
    Object.assign(texts, stateFiles(project, name));
    return code;
  };
  return { texts, run, log: () => readFileSync(join(project.dir, "ims.log"), "utf8") };
}

/** The state, its backups and its history as they are after a step. */
function stateFiles(project: CliProject, step: string): Record<string, string> {
  const folder = join(project.dir, "state");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.map((name) => [`${name} after ${step}`, readFileSync(join(folder, name), "utf8")]));
}
