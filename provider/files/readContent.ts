/** What a file holds, read once from its first byte to its last in pieces. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { formatOf, headBytes } from "./formatOf";

export interface Content {
  /** SHA-256 in hex. */
  readonly sha256: string;
  readonly format?: string;
}

/** The first piece holds all that tells the format. */
const pieceBytes = 256 * 1024;

export async function readContent(path: string): Promise<Content> {
  const hash = createHash("sha256");
  let head: Buffer | undefined;
  const pieces: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: pieceBytes });
  for await (const piece of pieces) {
    head ??= Buffer.from(piece.subarray(0, headBytes));
    hash.update(piece);
  }
  const format = head && formatOf(head);
  return { sha256: hash.digest("hex"), ...(format === undefined ? {} : { format }) };
}
