// What a fault does to a request before, instead of and after it is carried out.
import { throttled } from "../rules/errors";
import type { Visit } from "./desk";
import { renderError } from "./renderError";
import type { Answer } from "./route";

/** An answer, or a connection that is cut. */
export type Outcome = Answer | "reset";

/** False when the simulator is stopped meanwhile. */
async function slept({ world, stopping }: Visit["desk"], ms: number): Promise<boolean> {
  try {
    await world.clock.sleep(ms, stopping);
    return true;
  } catch {
    return false;
  }
}

function answerInstead({ effect, entry }: Visit): Answer | undefined {
  if (effect?.kind === "respond") return effect.execute ? undefined : effect;
  if (effect?.kind !== "throttle") return undefined;
  const answer = renderError(throttled(), entry.requestId);
  return effect.retryAfter === undefined ? answer : { ...answer, headers: { "retry-after": effect.retryAfter } };
}

export async function meetFault(visit: Visit, execute: () => Answer): Promise<Outcome> {
  const { desk, effect, entry } = visit;
  if (effect === undefined) return execute();
  entry.fault = effect.kind;
  if (effect.kind === "delay" && !(await slept(desk, effect.ms))) return "reset";
  if (effect.kind === "reset" && effect.when === "before") return "reset";
  const answer = answerInstead(visit) ?? execute();
  if (effect.kind === "reset") return "reset";
  return effect.kind === "respond" ? effect : answer;
}
