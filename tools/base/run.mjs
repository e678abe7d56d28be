import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Runs a program and resolves with its exit code and what it printed, whether it succeeded or not.
 * With `inherit` it talks to the terminal itself and nothing is captured.
 */
export async function run(command, args, { cwd = root, env, signal, inherit = false, onOutput } = {}) {
  signal?.throwIfAborted();
  // A group of its own lets an interruption reach grandchildren too; a program that owns the terminal must stay in ours.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: !inherit,
    stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const output = capture(child, onOutput);
  const stop = () => kill(child, inherit);
  signal?.addEventListener("abort", stop);
  try {
    const code = await exitCode(child);
    signal?.throwIfAborted();
    return { code, output: output.join("") };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function capture(child, onOutput) {
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk) => {
      chunks.push(chunk);
      onOutput?.(chunk);
    });
  }
  return chunks;
}

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function kill(child, inherit) {
  if (child.pid === undefined) return;
  try {
    process.kill(inherit ? child.pid : -child.pid, "SIGTERM");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
