import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

interface ScriptResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunningScript {
  result: Promise<ScriptResult>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the script has printed this text. */
  printed(text: string): Promise<void>;
}

export const repository = join(__dirname, "..", "..", "..");

/** Runs an ES module script in a process of its own, since the tools are ES modules and depend on their environment. */
export function runScript(script: string, env: NodeJS.ProcessEnv = {}, clone = repository): Promise<ScriptResult> {
  return startScript(script, env, clone).result;
}

/** Starts a script; `tools:` at the start of an import stands for the folder with the tools in the clone. */
export function startScript(script: string, env: NodeJS.ProcessEnv = {}, clone = repository): RunningScript {
  const source = script.replaceAll('"tools:', `"${pathToFileURL(join(clone, "tools")).href}/`);
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], { env: { ...process.env, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const result = new Promise<ScriptResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text)) resolve();
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`ended without printing ${text}: ${stdout}${stderr}`)));
      look();
    });
  return { result, printed, kill: (signal) => child.kill(signal) };
}
