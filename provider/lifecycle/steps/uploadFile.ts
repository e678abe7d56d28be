/** Brings the file into an image record: the second call of the kinds that have two. A record takes a file only once. */
import { Readable } from "node:stream";
import { hasCode, ImsError } from "../../base/errors";
import { formatBytes } from "../../base/formatBytes";
import type { StreamBody } from "../../base/streamBody";
import type { Operation, Submitted } from "../../ims/operation";
import { assertMayWrite, cancellable, type ResourceContext } from "../context/resourceContext";
import { argsOf } from "../inputs/args";
import { showIfThere } from "../reading/fetchImage";

const empty = "queued";
const settlingMs = 60_000;
const lookEveryMs = 10_000;
const maxCalls = 2;

export async function uploadFile(context: ResourceContext): Promise<void> {
  const { kind, entry } = context;
  const { imageId } = entry;
  if (kind.fill === undefined || imageId === undefined || entry.jobId !== undefined || entry.status !== empty) return;
  const operation = withProgress(context, kind.fill(argsOf(kind, entry.inputs), imageId));
  for (let calls = 1; ; calls++) {
    assertMayWrite(context);
    try {
      await prepare(context);
      const submitted = await context.cloud.send(operation, cancellable(context));
      context.entry = { ...context.entry, ...submitted };
      context.ports.engine.step(context.urn, nameOf(submitted));
      return;
    } catch (error) {
      // The code says both "has a file" and "registration failed": the record itself tells.
      if (isTakenAlready(error) && (await takesFile(context, imageId))) return;
      if (isRefusal(error)) throw new ImsError("JOB_FAILED", error.message, { ...error.facts, imageId }, error);
      if (!hasCode(error, "OUTCOME_UNKNOWN")) throw error;
      if (context.ports.clock.now() >= context.deadline) throw outOfTime(error);
      if (await takesFile(context, imageId)) return;
      if (calls === maxCalls) throw error;
    }
  }
}

/** Throws when something on this machine prevents the calls of the kind. */
export async function prepare({
  kind,
  cloud,
  entry,
}: Pick<ResourceContext, "kind" | "cloud" | "entry">): Promise<void> {
  await kind.prepare?.(argsOf(kind, entry.inputs), { maxBodyBytes: cloud.maxBodyBytes ?? Number.POSITIVE_INFINITY });
}

function nameOf({ jobId }: Submitted): string {
  return jobId === undefined ? "file uploaded" : `file submitted as job ${jobId}`;
}

/** The service refuses the file. A call that was not sent, or met too many others, says nothing of the file. */
function isRefusal(error: unknown): error is ImsError {
  if (hasCode(error, "INVALID_ARGUMENT")) return true;
  return hasCode(error, "REFUSED") && error.facts.httpStatus !== undefined && error.facts.httpStatus !== 429;
}

/** The next run sees from the record whether the file arrived. */
function outOfTime(error: ImsError): ImsError {
  const text = `The time-out passed before the file was brought. ${error.message}`;
  return new ImsError("DEADLINE", text, error.facts, error);
}

/** The record has a file, or is getting one: an earlier call was executed after all. */
function isTakenAlready(error: unknown): boolean {
  return hasCode(error, "REFUSED") && (error.facts.httpStatus === 409 || error.facts.serviceCode === "IMG.1075");
}

/** After a lost answer: whether the record leaves `queued` within the settling time. */
async function takesFile(context: ResourceContext, imageId: string): Promise<boolean> {
  const { clock, engine } = context.ports;
  const end = Math.min(clock.now() + settlingMs, context.deadline);
  for (;;) {
    const image = await showIfThere(context.cloud, imageId, cancellable(context));
    if (image !== undefined && image.status !== empty) return true;
    engine.progress(context.urn, "the answer was lost; looking whether the file arrived");
    if (clock.now() >= end || engine.stop.aborted) return false;
    await clock.sleep(Math.min(lookEveryMs, end - clock.now()), engine.stop);
  }
}

/** Shows in the row of the resource how much of a file is sent. */
function withProgress<Out>(context: ResourceContext, operation: Operation<Out>): Operation<Out> {
  const { stream } = operation;
  if (stream === undefined) return operation;
  const total = formatBytes(stream.length);
  const show = (bytes: number) => {
    const percent = Math.floor((100 * bytes) / Math.max(stream.length, 1));
    context.ports.engine.progress(context.urn, `uploading ${percent} % of ${total}`);
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
