/** Brings the file into an image record: the second call of the kinds that have two. A record takes a file only once. */
import { hasCode, ImsError } from "../../base/errors";
import type { Submitted } from "../../ims/operation";
import { gate, untilDeadline, type Work } from "../context/resourceContext";
import { argsOf } from "../inputs/args";
import { showIfThere } from "../reading/fetchImage";
import { prepare } from "./prepare";
import { withProgress } from "./withProgress";

const empty = "queued";
const settlingMs = 60_000;
const lookEveryMs = 10_000;
const maxCalls = 2;

export async function fillRecord(work: Work): Promise<void> {
  const { kind, entry } = work;
  const { imageId } = entry;
  if (kind.fill === undefined || imageId === undefined || entry.jobId !== undefined || entry.status !== empty) return;
  const operation = withProgress(work, kind.fill(argsOf(kind, entry.inputs), imageId));
  for (let calls = 1; ; calls++) {
    gate(work);
    try {
      await prepare(work);
      const submitted = await work.cloud.send(operation, untilDeadline(work));
      work.entry = { ...work.entry, ...submitted };
      work.ports.engine.step(work.urn, nameOf(submitted));
      return;
    } catch (error) {
      // The code says both "has a file" and "registration failed": the record itself tells.
      if (isTakenAlready(error) && (await takesFile(work, imageId))) return;
      if (hasCode(error, "REFUSED", "INVALID_ARGUMENT"))
        throw new ImsError("JOB_FAILED", error.message, { ...error.facts, imageId }, error);
      if (!hasCode(error, "OUTCOME_UNKNOWN")) throw error;
      if (work.ports.clock.now() >= work.deadline) throw outOfTime(error);
      if (await takesFile(work, imageId)) return;
      if (calls === maxCalls) throw error;
    }
  }
}

function nameOf({ jobId }: Submitted): string {
  return jobId === undefined ? "file uploaded" : `file submitted as job ${jobId}`;
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
async function takesFile(work: Work, imageId: string): Promise<boolean> {
  const { clock, engine } = work.ports;
  const end = Math.min(clock.now() + settlingMs, work.deadline);
  for (;;) {
    const image = await showIfThere(work.cloud, imageId, untilDeadline(work));
    if (image !== undefined && image.status !== empty) return true;
    engine.progress(work.urn, "the answer was lost; looking whether the file arrived");
    if (clock.now() >= end || engine.stop.aborted) return false;
    await clock.sleep(Math.min(lookEveryMs, end - clock.now()), engine.stop);
  }
}
