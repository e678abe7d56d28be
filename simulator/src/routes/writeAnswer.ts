// Puts an answer on the wire, whole or, for a fault, cut short.
import type { ServerResponse } from "node:http";
import type { Answer } from "./route";

function bodyBytes(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function writeHead(response: ServerResponse, answer: Answer, length: number): void {
  const type = answer.body === undefined ? {} : { "content-type": "application/json" };
  const size = answer.status === 204 ? {} : { "content-length": String(length) };
  response.writeHead(answer.status, { ...type, ...size, ...answer.headers });
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const bytes = bodyBytes(answer.body);
  writeHead(response, answer, bytes.length);
  response.end(bytes);
}

/** Promises the full length, sends a part, and breaks the connection once the part has left. */
export function writeTruncated(response: ServerResponse, answer: Answer, keep: number | undefined): void {
  const bytes = bodyBytes(answer.body);
  writeHead(response, answer, bytes.length);
  const part = bytes.subarray(0, keep ?? Math.floor(bytes.length / 2));
  response.write(part, () => response.destroy());
  if (part.length === 0) response.flushHeaders();
}
