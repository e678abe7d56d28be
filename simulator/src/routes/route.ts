// A route as data: where it is, who may call it, and the one rule it hands the call to.
import type { Cloud } from "../base/cloud";
import type { Caller } from "../rules/authenticate";
import type { Project, World } from "../rules/world";
import type { Headers } from "./headersOf";
import type { Payload } from "./readBody";

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, or as it is when it is a text; absent for answers without a body. */
  body?: unknown;
}

export interface Call {
  world: World;
  params: Readonly<Record<string, string>>;
  /** The last value of each parameter. */
  query: Readonly<Record<string, string>>;
  search: URLSearchParams;
  headers: Headers;
  /** The parsed body; undefined when there is none. */
  json: unknown;
  payload: Payload;
  /** Scheme and host under which the caller reached this server. */
  origin: string;
}

interface Place {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  operation: string;
  /** Native calls show themselves by a second request id. */
  native?: boolean;
  /** The body is a file of any size: measured, not kept. */
  upload?: boolean;
  /** Changes nothing, though its method could. */
  looks?: boolean;
  /** The body holds secrets: it is not logged. */
  secret?: boolean;
  /** Served on these clouds only. */
  clouds?: readonly Cloud[];
}

/** Open calls ask nobody who they are; "either" takes callers with and without a credential. */
export type Route = Place &
  (
    | { access: "open"; handle: (call: Call) => Answer }
    | { access: "either"; handle: (call: Call, caller: Caller | undefined) => Answer }
    | { access: "account"; handle: (call: Call, caller: Caller) => Answer }
    | { access: "project"; handle: (call: Call, project: Project) => Answer }
  );

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const noContent: Answer = { status: 204 };
