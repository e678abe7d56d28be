// Hands a request over to its route, in the project it may act in.

import { advance } from "../rules/advance";
import type { Caller } from "../rules/authenticate";
import { imsError, projectUnavailable, unauthenticated } from "../rules/errors";
import type { Project } from "../rules/world";
import { answerOf } from "./answerOf";
import { headersOf } from "./headersOf";
import { type Payload, parseJson } from "./readBody";
import type { Answer, Call } from "./route";
import type { RequestContext } from "./serverContext";

function projectOf(caller: Caller, params: RequestContext["params"]): Project {
  const { project } = caller;
  if (project === undefined) {
    throw projectUnavailable("The request names no project: send X-Project-Id or a token of a project");
  }
  const inPath = params["project_id"];
  if (inPath !== undefined && inPath !== project.id) throw imsError("IMG.0030");
  return project;
}

function fromTheStart(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name !== "marker" && name !== "offset"));
}

function callRoute(
  { server, request, params, search: asked, route, effect }: RequestContext,
  payload: Payload,
  caller: Caller | undefined,
): Answer {
  const search = effect?.kind === "firstPage" ? fromTheStart(asked) : asked;
  const json = parseJson(payload.content);
  const call: Call = {
    world: server.world,
    params,
    query: Object.fromEntries(search),
    search,
    headers: headersOf(request),
    json: effect?.kind === "firstPage" && typeof json === "object" ? { ...json, offset: "0" } : json,
    payload,
    origin: `http://${request.headers.host ?? ""}`,
  };
  if (route.access === "open") return route.handle(call);
  if (route.access === "either") return route.handle(call, caller);
  if (caller === undefined) throw unauthenticated("x-auth-token not found");
  return route.access === "account" ? route.handle(call, caller) : route.handle(call, projectOf(caller, params));
}

export function carryOut(visit: RequestContext, payload: Payload, caller: Caller | undefined): Answer {
  advance(visit.server.world);
  try {
    return callRoute(visit, payload, caller);
  } catch (error) {
    return answerOf(error, visit.entry);
  }
}
