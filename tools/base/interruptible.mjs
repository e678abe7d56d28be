import { constants } from "node:os";
import { Failure } from "./Failure.mjs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs the task with an abort signal that fires on Ctrl-C and its relatives, so that the task can clean up behind itself. */
export async function interruptible(task) {
  const controller = new AbortController();
  const stop = (name) => controller.abort(new Failure("Interrupted.", { exitCode: 128 + constants.signals[name] }));
  for (const name of signals) process.on(name, stop);
  try {
    return await task(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}
