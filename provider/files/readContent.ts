/** What a file holds, read once from its first byte to its last through one buffer. */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { formatOf, headBytes } from "./formatOf";

export interface Content {
  /** SHA-256 in hex. */
  readonly sha256: string;
  readonly format?: string;
}

const bufferBytes = 256 * 1024;

export async function readContent(path: string): Promise<Content> {
  const file = await open(path);
  try {
    return await hashed(file);
  } finally {
    await file.close();
  }
}

async function hashed(file: FileHandle): Promise<Content> {
  const buffer = Buffer.alloc(bufferBytes);
  const hash = createHash("sha256");
  let format: string | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const { bytesRead } = await file.read(buffer);
    if (bytesRead === 0) break;
    const piece = buffer.subarray(0, bytesRead);
    if (isFirst) format = formatOf(piece.subarray(0, headBytes));
    hash.update(piece);
  }
  return { sha256: hash.digest("hex"), ...(format === undefined ? {} : { format }) };
}
