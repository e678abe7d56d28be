// The gateway takes no signed body over its limit, whether or not the payload is signed. With a token the file streams through.
import type { Caller } from "../rules/authenticate";
import { bodyTooLarge } from "../rules/errors";
import { MAX_BODY_BYTES, type Payload } from "./readBody";

export function checkUpload({ size }: Payload, caller: Caller | undefined): void {
  if (size > MAX_BODY_BYTES && caller?.by !== "token") throw bodyTooLarge();
}
