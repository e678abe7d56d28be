// Finds out who calls, and notes in the log how that went.
import { type Authentication, authenticate, type Caller } from "../rules/authenticate";
import { headersOf } from "./headersOf";
import type { Payload } from "./readBody";
import type { RequestContext } from "./serverContext";

function remarkOn(identity: Authentication): string | undefined {
  if (identity.ok) return identity.remark;
  return identity.excused ? undefined : identity.why;
}

export function identify({ server, request, entry }: RequestContext, payload: Payload): Caller {
  const signed = { method: entry.method, target: entry.path, headers: headersOf(request), bodyHash: payload.sha256 };
  const identity = authenticate(server.world, signed);
  const remark = remarkOn(identity);
  if (remark !== undefined && server.world.strict) server.clientViolations.add(entry, remark);
  if (identity.ok) {
    entry.signature = identity.caller.by;
    return identity.caller;
  }
  entry.signature = `failed:${identity.why}`;
  if (identity.canonicalRequest !== undefined) entry.canonicalRequest = identity.canonicalRequest;
  throw identity.error;
}
