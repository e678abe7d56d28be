/** A job, by the call that both clouds have, or by the newer one where the older is gone. */
import { hasCode } from "../../base/errors";
import type { Cloud, SendOptions } from "../../http/client/cloud";
import { type Job, showJob, showJobProgress } from "../../ims/jobs";

/** Where the older call was found to be gone: one wasted call for each cloud, not for each look. */
const withoutOlderCall = new WeakSet<Cloud>();

export async function readJob(cloud: Cloud, jobId: string, options: SendOptions): Promise<Job> {
  if (withoutOlderCall.has(cloud)) return cloud.send(showJobProgress(jobId), options);
  try {
    return await cloud.send(showJob(cloud.place.projectId, jobId), options);
  } catch (error) {
    if (!isCallGone(error)) throw error;
    const job = await cloud.send(showJobProgress(jobId), options).catch(() => undefined);
    // Neither call knows it: then it is the job that is not there, in the words of the older one.
    if (job === undefined) throw error;
    withoutOlderCall.add(cloud);
    return job;
  }
}

function isCallGone(error: unknown): boolean {
  return hasCode(error, "REFUSED") && [404, 405].includes(error.facts.httpStatus ?? 0);
}

/** The image of a job that made one; where there are several, the job does not say whose they are. */
export function onlyOf(imageIds: readonly string[]): string | undefined {
  return imageIds.length === 1 ? imageIds[0] : undefined;
}
