// Finds out who calls, and notes in the log how that went.
import { type Authentication, authenticate, type Caller } from "../rules/authenticate";
import type { Visit } from "./desk";
import { headersOf } from "./headersOf";
import type { Payload } from "./readBody";

function remarkOn(identity: Authentication): string | undefined {
  if (identity.ok) return identity.remark;
  return identity.excused ? undefined : identity.why;
}

export function identify({ desk, request, entry }: Visit, payload: Payload): Caller {
  const signed = { method: entry.method, target: entry.path, headers: headersOf(request), bodyHash: payload.sha256 };
  const identity = authenticate(desk.world, signed);
  const remark = remarkOn(identity);
  if (remark !== undefined && desk.world.strict) desk.objections.add(entry, remark);
  if (identity.ok) {
    entry.signature = identity.caller.by;
    return identity.caller;
  }
  entry.signature = `failed:${identity.why}`;
  if (identity.canonicalRequest !== undefined) entry.canonicalRequest = identity.canonicalRequest;
  throw identity.error;
}
