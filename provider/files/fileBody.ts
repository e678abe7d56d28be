/** The content of a described file as the body of a call. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { ImsError } from "../base/errors";
import type { StreamBody } from "../base/streamBody";
import type { LocalFile } from "./localFile";

export function fileBody(file: LocalFile): StreamBody {
  return { length: file.bytes, open: () => Readable.from(contentOf(file), { objectMode: false }) };
}

/** The last piece is held back until all is seen to be what was described: other content never becomes a whole body. */
async function* contentOf({ path, bytes, sha256 }: LocalFile): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let seen = 0;
  let held: Buffer | undefined;
  const pieces: AsyncIterable<Buffer> = createReadStream(path);
  for await (const piece of pieces) {
    hash.update(piece);
    seen += piece.length;
    if (seen > bytes) break;
    if (held) yield held;
    held = piece;
  }
  if (seen !== bytes || hash.digest("hex") !== sha256) throw changedSince(path);
  if (held) yield held;
}

export function changedSince(path: string): ImsError {
  return new ImsError(
    "INVALID_ARGUMENT",
    `${path} was changed after \`pulumi up\` had looked at it: leave it alone and run \`pulumi up\` again`,
  );
}
