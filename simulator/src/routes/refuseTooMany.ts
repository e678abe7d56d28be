// The limits of the gateway: calls in a project are counted by who makes them.
import type { Caller } from "../rules/authenticate";
import { answerOf } from "./answerOf";
import type { Answer } from "./route";
import type { RequestContext } from "./serverContext";

export function refuseTooMany(
  { server, route, entry }: RequestContext,
  caller: Caller | undefined,
): Answer | undefined {
  if (caller === undefined || route.access !== "project") return undefined;
  const direction = route.looks || ["GET", "HEAD"].includes(route.method) ? "reads" : "writes";
  const refusal = server.throttle.refusalOf(direction, caller.account.id, server.world.clock.now());
  if (refusal === undefined) return undefined;
  const answer = answerOf(refusal.error, entry);
  const { retryAfterSeconds } = refusal;
  return retryAfterSeconds === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterSeconds) } };
}
