// Finds out who calls, and notes in the log how that went.
import type { IncomingMessage } from "node:http";
import { authenticate, type Caller } from "../rules/authenticate";
import type { Visit } from "./desk";

/** Values by name in lower case; a header that was sent twice is joined. */
const headersOf = (request: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );

export function identify({ desk, request, entry }: Visit, body: Buffer): Caller {
  const signed = { method: entry.method, target: entry.path, headers: headersOf(request), body };
  const identity = authenticate(desk.world, signed);
  if (identity.ok) {
    entry.signature = identity.caller.by;
    return identity.caller;
  }
  entry.signature = `failed:${identity.why}`;
  if (identity.canonicalRequest !== undefined) entry.canonicalRequest = identity.canonicalRequest;
  throw identity.error;
}
