import { Failure } from "./Failure.mjs";
import { paint } from "./paint.mjs";

/** Runs a command's body, which may return an exit code, and turns what it throws into a message and an exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    const text = error instanceof Failure ? error.message : (error.stack ?? String(error));
    process.stderr.write(`${paint("red", text)}\n`);
    process.exitCode = error.exitCode ?? 1;
  }
}
