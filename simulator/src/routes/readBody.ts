// The raw bytes of a request, for every method: signatures cover them as they arrived, and some clients send a body with GET.
// An upload is counted and hashed as it comes, and never held.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { badRequest, bodyTooLarge } from "../rules/errors";

export const MAX_BODY_BYTES = 12 * 1024 * 1024;

export interface Payload {
  /** Empty for an upload. */
  content: Buffer;
  size: number;
  sha256: string;
  md5: string;
}

export async function readBody(message: IncomingMessage, keep: boolean): Promise<Payload> {
  const chunks: Buffer[] = [];
  const [sha256, md5] = [createHash("sha256"), createHash("md5")];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    sha256.update(chunk);
    md5.update(chunk);
    if (keep && size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (keep && size > MAX_BODY_BYTES) throw bodyTooLarge();
  return { content: Buffer.concat(chunks), size, sha256: sha256.digest("hex"), md5: md5.digest("hex") };
}

/** Takes in half of the announced bytes. */
export async function readHalf(message: IncomingMessage): Promise<void> {
  const half = Number(message.headers["content-length"] ?? 0) / 2;
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size >= half) return;
  }
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
