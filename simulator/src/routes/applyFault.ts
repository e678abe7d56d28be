// What a fault does to a request before, instead of and after it is carried out.
import type { FaultEffect } from "../faults/fault";
import { worldAt } from "../rules/advance";
import { throttled } from "../rules/errors";
import type { World } from "../rules/world";
import { renderError } from "./renderError";
import type { Answer } from "./route";
import type { RequestContext } from "./serverContext";

/** An answer, a connection that is cut, or one that stays without an answer. */
export type Outcome = Answer | "reset" | "silence";

type Execute = (world: World) => Answer;

/** False when the simulator is stopped meanwhile. */
async function slept({ world, stopping }: RequestContext["server"], ms: number): Promise<boolean> {
  try {
    await world.clock.sleep(ms, stopping);
    return true;
  } catch {
    return false;
  }
}

/** What the caller gets whatever becomes of the request; undefined for the answer itself. */
function insteadOfTheAnswer(effect: FaultEffect, requestId: string): Outcome | undefined {
  if (effect.kind === "respond") return effect;
  if (effect.kind === "reset" || effect.kind === "silence") return effect.kind;
  if (effect.kind !== "throttle") return undefined;
  const answer = renderError(throttled(), requestId);
  return effect.retryAfter === undefined ? answer : { ...answer, headers: { "retry-after": effect.retryAfter } };
}

function isCarriedOutUnseen(effect: FaultEffect): boolean {
  if (effect.kind === "reset") return effect.when === "after";
  return effect.kind === "truncate" || (effect.kind === "respond" && effect.execute === true);
}

const delayOf = (effect: FaultEffect): number | undefined =>
  "executeAfterMs" in effect ? effect.executeAfterMs : undefined;

/** Where a request finds the world: as it is, or as it was. */
function worldFor({ server: { world }, params }: RequestContext, effect: FaultEffect): World {
  if (effect.kind === "forgetJob") world.store.jobs.delete(params["job_id"] ?? "");
  return effect.kind === "past" ? worldAt(world, world.clock.now() - effect.ms) : world;
}

export async function applyFault(visit: RequestContext, execute: Execute): Promise<Outcome> {
  const { server, effect, entry } = visit;
  const { world } = server;
  if (effect === undefined) return execute(world);
  entry.fault = effect.kind;
  if (effect.kind === "delay" && !(await slept(server, effect.ms))) return "reset";

  const carryOutUnseen: Execute = (then) => {
    world.unseen.push({ n: entry.n, operation: entry.operation, at: then.clock.now() });
    return execute(then);
  };
  const delayMs = delayOf(effect);
  if (delayMs !== undefined) world.late.push({ atMs: world.clock.now() + delayMs, carryOut: carryOutUnseen });
  const instead = insteadOfTheAnswer(effect, entry.requestId);
  if (isCarriedOutUnseen(effect)) {
    const answer = carryOutUnseen(world);
    return instead ?? answer;
  }
  return instead ?? execute(worldFor(visit, effect));
}
