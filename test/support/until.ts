import { setTimeout as pause } from "node:timers/promises";

const lookEveryMs = 50;
const patienceMs = 60_000;

/** Waits for real processes: until `condition` holds, or fails with what `explain` says. */
export async function until(condition: () => boolean | Promise<boolean>, explain: () => string): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`gave up waiting: ${explain()}`);
    await pause(lookEveryMs);
  }
}
