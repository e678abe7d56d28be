import { clock } from "./clock.mjs";

/** Waits for the task and calls the action at each interval until it has ended. */
export async function whileRunning(task, intervalMs, action) {
  const ended = new AbortController();
  const beat = repeat(intervalMs, action, ended.signal);
  try {
    return await task;
  } finally {
    ended.abort();
    await beat;
  }
}

async function repeat(intervalMs, action, signal) {
  while (!signal.aborted) {
    await clock.sleep(intervalMs, signal).catch(() => undefined);
    if (!signal.aborted) await action();
  }
}
