import type { Readable } from "node:stream";

/** A body that is too large to be held, such as a file: it is opened anew for every attempt. */
export interface StreamBody {
  /** Bytes; exactly as many must come out of the stream. */
  readonly length: number;
  /** The content from its first byte. Whoever wants to show progress counts what is read from it. */
  open(): Readable;
}
