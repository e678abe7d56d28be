/** Sees the end of the standard input: the engine holds the other end of this pipe as long as it lives. */
import { fstatSync } from "node:fs";

const standardInput = 0;

/** Where the standard input is no pipe its end says nothing, and is not waited for. */
export function watchInput(onEnd: () => void): void {
  if (!isPipe(standardInput)) return;
  process.stdin.once("end", onEnd).once("error", onEnd).resume();
  // It must not keep a process alive that has nothing else to do.
  process.stdin.unref();
}

function isPipe(descriptor: number): boolean {
  try {
    const input = fstatSync(descriptor);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}
