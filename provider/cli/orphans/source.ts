/** Where a state comes from: a stack of the Pulumi CLI, a file, or standard input. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ImsError, messageOf } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import type { Environment, StackConfig } from "../../config/level";
import { identityOfAddress, identityOfSetting, stateIdentity } from "../../config/stateIdentity";
import type { KnownState } from "./stateIndex";

export interface Source extends KnownState {
  /** The name in messages. */
  readonly name: string;
  /** The configuration of the stack; a file has none. */
  readonly config: StackConfig;
}

const maxStateBytes = 1024 ** 3;
const run = promisify(execFile);

/** The state of a stack and its configuration, as the Pulumi CLI of the current directory knows them. */
export async function stackSource(stack: string, environment: Environment): Promise<Source> {
  const text = await pulumi(environment, "stack", "export", "--stack", stack);
  const config = await configOf(stack, environment);
  const configured: StackConfig = (key) => {
    const value = isRecord(config) && isRecord(config[key]) ? config[key]["value"] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return {
    name: `stack ${stack}`,
    deployment: deploymentOf(`stack ${stack}`, text),
    identity: await identityIn(configured, environment),
    config: configured,
  };
}

/** As in a run of the stack: the setting, else the backend that the CLI works with here. */
async function identityIn(config: StackConfig, environment: Environment): Promise<string | undefined> {
  const inRun = () => stateIdentity(environment, config, process.cwd());
  if (environment["PULUMI_IMS_STATE_ID"]?.trim() || config("ims:stateId")?.trim()) return inRun();
  const said = tryParse(await pulumi(environment, "whoami", "--json"));
  const address = isRecord(said) && typeof said["url"] === "string" ? said["url"] : "";
  // Of Pulumi Cloud the CLI names the console, if it knows that, and runs of a stack know the API.
  return address === "" || /^https?:/.test(address) ? inRun() : identityOfAddress(address, process.cwd());
}

/** The configuration lies in the project's directory; elsewhere there is none. */
async function configOf(stack: string, environment: Environment): Promise<unknown> {
  try {
    return JSON.parse(await pulumi(environment, "config", "--json", "--show-secrets", "--stack", stack));
  } catch (error) {
    if (/no project file found/.test(messageOf(error))) return {};
    throw error;
  }
}

/**
 * @param file a path, or `-` for standard input
 * @param id the setting `ims:stateId` of its stack, or the address of its backend
 */
export function fileSource(file: string, id = ""): Source {
  const name = file === "-" ? "standard input" : file;
  const identity = id.trim() === "" ? undefined : identityOfSetting(id.trim(), process.cwd());
  return { name, deployment: deploymentOf(name, readText(file, name)), identity, config: () => undefined };
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new ImsError("INVALID_ARGUMENT", `${name} cannot be read: ${messageOf(error)}`);
  }
}

async function pulumi(environment: Environment, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run("pulumi", [...args, "--non-interactive"], {
      env: environment,
      maxBuffer: maxStateBytes,
    });
    return stdout;
  } catch (error) {
    const said = isRecord(error) && typeof error["stderr"] === "string" ? error["stderr"].trim() : "";
    throw new ImsError("INVALID_ARGUMENT", `\`pulumi ${args.join(" ")}\` failed: ${said || messageOf(error)}`);
  }
}

function deploymentOf(name: string, text: string): Source["deployment"] {
  const parsed = tryParse(text);
  if (isRecord(parsed) && isRecord(parsed["deployment"])) return parsed["deployment"];
  throw new ImsError("INVALID_ARGUMENT", `${name} is no state: give what \`pulumi stack export\` prints`);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
