/** Shows in the resource's row what a call waits for. */
import { clockTime } from "../../base/clockTime";
import type { OnWait, Waiting } from "../../base/waiting";
import type { Engine } from "../../engine/engine";

export function waitTeller({ engine }: { readonly engine: Pick<Engine, "progress"> }, urn: string): OnWait {
  return (waiting) => engine.progress(urn, textOf(waiting), subjectOf(waiting));
}

/** Code and time first, because a row has room for little more; the time of day, because the row stays as it is. */
function textOf({ what, refusal, nextAt }: Waiting): string {
  if (nextAt === undefined) return `no answer yet: ${what}`;
  const at = clockTime(nextAt);
  return refusal === undefined
    ? `its turn comes at ${at}: ${what}`
    : `${refusal.code}, next try ${at}: ${what}: ${refusal.text}`;
}

/** Another try with the same refusal is nothing new. */
function subjectOf({ what, refusal, nextAt }: Waiting): string {
  return [what, refusal?.code ?? "", nextAt === undefined ? "answer" : "turn"].join(" ");
}
