// The state of a job at a moment.
import type { Job } from "../store/jobs";

export type JobStatus = "INIT" | "RUNNING" | "SUCCESS" | "FAIL";

const INIT_MS = 1000;
const INIT_SHARE = 0.05;

export function jobStatus(job: Job, nowMs: number): JobStatus {
  const failed = job.failure !== undefined || job.children.some((child) => child.failure !== undefined);
  if (nowMs >= job.endMs) return failed ? "FAIL" : "SUCCESS";
  const initMs = Math.min(INIT_MS, (job.endMs - job.beginMs) * INIT_SHARE);
  return nowMs < job.beginMs + initMs ? "INIT" : "RUNNING";
}
