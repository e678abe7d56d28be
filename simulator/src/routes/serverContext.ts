// What is at hand while a request is served.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultEffect } from "../faults/fault";
import type { FaultScript } from "../faults/faultScript";
import type { Throttle } from "../rules/throttle";
import type { World } from "../rules/world";
import type { Objections } from "./objections";
import type { LogEntry, RequestLog } from "./requestLog";
import type { Route } from "./route";

export interface ServerContext {
  world: World;
  faults: FaultScript;
  log: RequestLog;
  clientViolations: Objections;
  throttle: Throttle;
  /** Operations that are not served, as if the cloud had dropped them. */
  dropped: ReadonlySet<string>;
  /** Aborted when the server stops, so that no delay outlives it. */
  stopping: AbortSignal;
}

export interface IncomingRequest {
  request: IncomingMessage;
  response: ServerResponse;
  params: Readonly<Record<string, string>>;
  search: URLSearchParams;
}

/** One request on its way through the desk. */
export interface RequestContext extends IncomingRequest {
  server: ServerContext;
  route: Route;
  effect: FaultEffect | undefined;
  entry: LogEntry;
}
