// One request from arrival to answer: identify the caller, meet a fault, carry it out, log it, write the answer.
import type { IncomingMessage } from "node:http";
import { newHexId, newUuid } from "../base/ids";
import type { Caller } from "../rules/authenticate";
import { answerOf } from "./answerOf";
import { applyFault, type Outcome } from "./applyFault";
import { carryOut } from "./carryOut";
import { checkUpload } from "./checkUpload";
import { identify } from "./identify";
import { type Payload, readBody, readHalf } from "./readBody";
import { refuseTooMany } from "./refuseTooMany";
import type { LogEntry } from "./requestLog";
import type { Route } from "./route";
import type { IncomingRequest, RequestContext, ServerContext } from "./serverContext";
import { writeAnswer, writeTruncated } from "./writeAnswer";

function openEntry(server: ServerContext, { request }: IncomingRequest, route: Route): LogEntry {
  return {
    n: server.log.nextNumber(),
    at: server.world.clock.now(),
    method: request.method ?? "",
    path: request.url ?? "",
    status: 0,
    durationMs: 0,
    signature: "none",
    operation: route.operation,
    requestId: newHexId(),
  };
}

function logBody({ entry, route }: RequestContext, { content, size }: Payload): void {
  if (route.upload) entry.body = `(${size} bytes)`;
  try {
    if (content.length > 0) entry.body = JSON.parse(content.toString("utf8"));
  } catch {
    entry.body = "(not JSON)";
  }
}

/** A client that went away before it had sent everything. */
const wasCutOff = (request: IncomingMessage): boolean => request.destroyed && !request.complete;

const saysWho = ({ headers }: IncomingMessage): boolean =>
  headers.authorization !== undefined || headers["x-auth-token"] !== undefined;

/** A call that anybody may make does not fail for a credential that is not good. */
function findCaller(visit: RequestContext, payload: Payload): Caller | undefined {
  const { access } = visit.route;
  if (access === "open" || (access === "either" && !saysWho(visit.request))) return undefined;
  try {
    return identify(visit, payload);
  } catch (error) {
    if (access === "either") return undefined;
    throw error;
  }
}

/** Who calls is checked before a fault strikes, so that a copy of a faulted request is still found out. */
async function decide(visit: RequestContext): Promise<Outcome> {
  const { request, route, entry, effect } = visit;
  if (effect?.kind === "reset" && effect.when === "during") {
    entry.fault = effect.kind;
    await readHalf(request);
    return "reset";
  }
  let payload: Payload;
  let caller: Caller | undefined;
  try {
    payload = await readBody(request, route.upload !== true);
    if (!route.secret) logBody(visit, payload);
    caller = findCaller(visit, payload);
    checkUpload(payload, caller);
  } catch (error) {
    return wasCutOff(request) ? "reset" : answerOf(error, entry);
  }
  const refusal = refuseTooMany(visit, caller);
  if (refusal !== undefined) return refusal;
  return applyFault(visit, (world) => carryOut({ ...visit, server: { ...visit.server, world } }, payload, caller));
}

const commonHeaders = ({ server, entry, route }: RequestContext): Record<string, string> => ({
  date: new Date(server.world.clock.now()).toUTCString(),
  "x-request-id": entry.requestId,
  ...(route.native ? { "x-openstack-request-id": `req-${newUuid()}` } : {}),
});

function write(visit: RequestContext, outcome: Outcome): void {
  const { response, effect } = visit;
  if (outcome === "silence") return;
  if (outcome === "reset") {
    response.destroy();
    return;
  }
  const answer = { ...outcome, headers: { ...commonHeaders(visit), ...outcome.headers } };
  if (effect?.kind === "truncate") writeTruncated(response, answer, effect.bytes);
  else writeAnswer(response, answer);
}

export async function exchange(server: ServerContext, arrival: IncomingRequest, route: Route): Promise<void> {
  const entry = openEntry(server, arrival, route);
  const effect = server.faults.next(entry.n, entry.method, entry.path);
  const visit: RequestContext = { ...arrival, server, route, effect, entry };
  const outcome = await decide(visit);
  entry.status = typeof outcome === "string" ? 0 : outcome.status;
  entry.durationMs = server.world.clock.now() - entry.at;
  server.log.add(entry);
  write(visit, outcome);
}
