/** The binding of the waiter to IMS jobs: INIT, RUNNING, SUCCESS, FAIL in any case; anything else is pending. */
import { ImsError } from "../base/errors";
import { sentence } from "../base/sentence";
import { shortly } from "../base/shortly";
import { hintFor } from "../ims/hints";
import { isUnknownJob } from "../ims/isUnknownJob";
import type { Job } from "../ims/jobs";
import { type PollResult, type Wait, waitFor } from "./waitFor";

export interface JobWait extends Omit<Wait<Job>, "look" | "what"> {
  readonly jobId: string;
  readonly showJob: () => Promise<Job>;
  /** The id of the image, if it is there and active: asked when the job stands still for long. */
  readonly findActiveImage: () => Promise<string | undefined>;
}

const standstillFactor = 3;
const recheckMs = 60_000;
const neededReads = 3;

export function waitForJob(wait: JobWait): Promise<Job> {
  const byImage = lookAtImage(wait);
  const look = async (): Promise<PollResult<Job>> => {
    const result = await lookAtJob(wait);
    return result.state === "pending" ? byImage(result) : result;
  };
  return waitFor({ ...wait, what: `job ${wait.jobId}`, look });
}

async function lookAtJob(wait: JobWait): Promise<PollResult<Job>> {
  try {
    return readSighting(await wait.showJob(), wait.jobId);
  } catch (error) {
    if (isUnknownJob(error)) return { state: "missing" };
    // A look that fails shows nothing new: the job stands still for us, and the wait goes on.
    return { state: "pending", seen: shortly(error) };
  }
}

function readSighting(job: Job, jobId: string): PollResult<Job> {
  if (job.status === "SUCCESS") return { state: "done", value: job };
  if (job.status === "FAIL") return { state: "failed", error: jobError(job, jobId) };
  const { progress } = job;
  const percent = progress === undefined ? "" : ` ${Math.round(progress * 100)} %`;
  const task = job.currentTask === undefined ? "" : ` (${job.currentTask})`;
  const seen = `${job.status.toLowerCase()}${percent}${task}`;
  return { state: "pending", seen, ...(progress === undefined ? {} : { progress }) };
}

function jobError(job: Job, jobId: string): ImsError {
  const failed = job.subJobs.find(({ status }) => status === "FAIL");
  const errorCode = failed?.errorCode ?? job.errorCode;
  const reason = failed?.failReason ?? job.failReason ?? "the service gave no reason";
  const inSubJob = failed ? ` (sub-job ${failed.jobId})` : "";
  const hint = hintFor({ code: errorCode ?? "", text: reason });
  const why = [errorCode, reason].filter(Boolean).join(" ");
  const text = `Job ${jobId} failed${inSubJob}: ${hint ? `${sentence(why)} ${hint}` : why}`;
  return new ImsError("JOB_FAILED", text, { jobId, ...(errorCode === undefined ? {} : { serviceCode: errorCode }) });
}

/**
 * A job that stands still far beyond its documented duration may have been lost while its image is ready: three reads
 * of an active image, a minute apart, count as success.
 */
function lookAtImage(wait: JobWait): (pending: PollResult<Job> & { state: "pending" }) => Promise<PollResult<Job>> {
  const patienceMs = standstillFactor * wait.rule.typicalMs;
  let standsSince = wait.clock.now();
  let lastSeen = "";
  let lastRead = 0;
  let activeReads = 0;
  return async (pending) => {
    const now = wait.clock.now();
    if (pending.seen !== lastSeen) {
      [lastSeen, standsSince, activeReads] = [pending.seen, now, 0];
      return pending;
    }
    if (now - standsSince < patienceMs || now - lastRead < recheckMs) return pending;
    lastRead = now;
    const imageId = await wait.findActiveImage();
    activeReads = imageId === undefined ? 0 : activeReads + 1;
    if (imageId === undefined || activeReads < neededReads) return pending;
    return { state: "done", value: { jobId: wait.jobId, status: "SUCCESS", imageIds: [imageId], subJobs: [] } };
  };
}
