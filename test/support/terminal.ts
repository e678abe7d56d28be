/** A command on a terminal of its own, and a user who types. */
import { type SpawnOptionsWithoutStdio, spawn } from "node:child_process";

export interface OnTerminal {
  /** Standard output and standard error, as the user sees them. */
  output(): string;
  type(text: string): void;
  readonly done: Promise<number | null>;
}

export const keys = { enter: "\r", ctrlC: "\x03", ctrlD: "\x04" } as const;

/** @param command for the shell */
export function onTerminal(command: string, options: SpawnOptionsWithoutStdio): OnTerminal {
  const args =
    process.platform === "darwin" ? ["-q", "/dev/null", "sh", "-c", command] : ["-qec", command, "/dev/null"];
  const child = spawn("script", args, options);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk.replaceAll("\r\n", "\n");
  });
  const done = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  return { output: () => output, type: (text) => void child.stdin.write(text), done };
}
