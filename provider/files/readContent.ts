/** Reads the content of a file once from its first byte to its last through one buffer. */
import { createHash } from "node:crypto";
import { read } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { formatOf, headBytes } from "./formatOf";

export interface Content {
  /** SHA-256 in hex. */
  readonly sha256: string;
  readonly format?: string;
}

const bufferBytes = 1024 * 1024;

/** The read of a FileHandle leaves some KB behind each time, until they are collected. */
const readInto = promisify(read);

export async function readContent(path: string): Promise<Content> {
  const file = await open(path);
  try {
    return await hashed(file.fd);
  } finally {
    await file.close();
  }
}

async function hashed(file: number): Promise<Content> {
  const buffer = Buffer.alloc(bufferBytes);
  const hash = createHash("sha256");
  let format: string | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const { bytesRead } = await readInto(file, buffer, 0, buffer.length, null);
    if (bytesRead === 0) break;
    const piece = buffer.subarray(0, bytesRead);
    if (isFirst) format = formatOf(piece.subarray(0, headBytes));
    hash.update(piece);
  }
  return { sha256: hash.digest("hex"), ...(format === undefined ? {} : { format }) };
}
