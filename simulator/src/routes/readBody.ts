// The raw bytes of a request, for every method: signatures cover them as they arrived, and some clients send a body with GET.
import type { IncomingMessage } from "node:http";
import { badRequest, bodyTooLarge } from "../rules/errors";

const MAX_BODY_BYTES = 12 * 1024 * 1024;

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw bodyTooLarge();
  return Buffer.concat(chunks);
}

/** No body is undefined; a body that is no JSON is refused by the gateway only when somebody needs it. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw badRequest("The request body is not JSON");
  }
}
