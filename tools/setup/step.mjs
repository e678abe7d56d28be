import { clock } from "../base/clock.mjs";
import { Failure } from "../base/Failure.mjs";
import { formatDuration } from "../base/formatDuration.mjs";
import { paint } from "../base/paint.mjs";
import { whileRunning } from "../base/whileRunning.mjs";

const progressMs = 15_000;

/** Runs one step, which resolves with `{ code, output }`, and prints one line for it; a failure shows the output. */
export async function step(title, log, action) {
  const startedAt = clock.now();
  const elapsed = () => formatDuration(clock.now() - startedAt);
  const progress = () => log(paint("dim", `${title}: ${elapsed()} so far`));
  const { code, output } = await whileRunning(action(), progressMs, progress);
  if (code !== 0) throw new Failure(`${output}\n${title}: failed after ${elapsed()} (exit code ${code})`);
  log(`${title}: done in ${elapsed()}`);
}
