// What is at hand while a request is served.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultEffect } from "../faults/fault";
import type { FaultScript } from "../faults/faultScript";
import type { Throttle } from "../rules/throttle";
import type { World } from "../rules/world";
import type { Objections } from "./objections";
import type { LogEntry, RequestLog } from "./requestLog";
import type { Route } from "./route";

export interface Desk {
  world: World;
  faults: FaultScript;
  log: RequestLog;
  objections: Objections;
  throttle: Throttle;
  /** Operations that are not served, as if the cloud had dropped them. */
  dropped: ReadonlySet<string>;
  /** Aborted when the server stops, so that no delay outlives it. */
  stopping: AbortSignal;
}

export interface Arrival {
  request: IncomingMessage;
  response: ServerResponse;
  params: Readonly<Record<string, string>>;
  search: URLSearchParams;
}

/** One request on its way through the desk. */
export interface Visit extends Arrival {
  desk: Desk;
  route: Route;
  effect: FaultEffect | undefined;
  entry: LogEntry;
}
