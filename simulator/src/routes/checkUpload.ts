// The gateway reads a body whole when its hash is signed, so the limit of bodies holds for such an upload. With a token, or
// with UNSIGNED-PAYLOAD, the file streams through.
import type { Caller } from "../rules/authenticate";
import { bodyTooLarge } from "../rules/errors";
import { PAYLOAD_HEADER, UNSIGNED_PAYLOAD } from "../rules/signature/canonicalRequest";
import type { Visit } from "./desk";
import { headersOf } from "./headersOf";
import { MAX_BODY_BYTES, type Payload } from "./readBody";

export function checkUpload({ request }: Visit, { size }: Payload, caller: Caller | undefined): void {
  if (size <= MAX_BODY_BYTES || caller?.by === "token") return;
  if (headersOf(request)[PAYLOAD_HEADER]?.trim() !== UNSIGNED_PAYLOAD) throw bodyTooLarge();
}
