/** Shows in the resource's row how much of a file is on its way. */
import { Readable } from "node:stream";
import { formatBytes } from "../../base/formatBytes";
import type { StreamBody } from "../../base/streamBody";
import type { Operation } from "../../ims/operation";
import type { Work } from "../context/resourceContext";

export function withProgress<Out>(work: Work, operation: Operation<Out>): Operation<Out> {
  const { stream } = operation;
  if (stream === undefined) return operation;
  const total = formatBytes(stream.length);
  const show = (bytes: number) => {
    const percent = Math.floor((100 * bytes) / Math.max(stream.length, 1));
    work.ports.engine.progress(work.urn, `uploading ${percent} % of ${total}`);
  };
  return { ...operation, stream: counted(stream, show) };
}

function counted(body: StreamBody, onBytes: (soFar: number) => void): StreamBody {
  async function* count(): AsyncGenerator<Buffer> {
    let soFar = 0;
    const pieces: AsyncIterable<Buffer> = body.open();
    for await (const piece of pieces) {
      yield piece;
      soFar += piece.length;
      onBytes(soFar);
    }
  }
  return { length: body.length, open: () => Readable.from(count(), { objectMode: false }) };
}
