// A job as GET /v1/{project_id}/jobs/{job_id} shows it. What a FAIL body holds is assembled from the field tables.
import { millisText } from "../base/times";
import type { Failure, Job } from "../store/jobs";
import { type JobStatus, jobStatus } from "./jobStatus";
import type { Limits } from "./limits";

type Json = Record<string, unknown>;

const CURRENT_TASKS: Readonly<Record<string, string>> = {
  imsImportImageJob: "ImportImageTask:ObtainImageInfoTask",
};

const failureOf = (job: Job): Failure | undefined =>
  job.failure ?? job.children.find((child) => child.failure !== undefined)?.failure;

function progress(job: Job, nowMs: number): Json {
  const percent = (nowMs - job.beginMs) / (job.endMs - job.beginMs);
  return {
    current_task: CURRENT_TASKS[job.type] ?? "CreateImageTask:WaitImageTask",
    process_percent: Math.max(0, Math.floor(percent * 100) / 100),
  };
}

function imageEntities(job: Job, status: JobStatus): Json {
  if (job.imageId === undefined) return {};
  if (status === "SUCCESS") return { image_name: job.imageName, image_id: job.imageId };
  return {};
}

function runningEntities(job: Job, status: JobStatus, limits: Limits, nowMs: number): Json {
  if (status !== "RUNNING" || !limits.jobProgress) return {};
  return { ...(job.imageName === undefined ? {} : { image_name: job.imageName }), ...progress(job, nowMs) };
}

function childEntities(job: Job, limits: Limits, nowMs: number): Json {
  if (job.children.length === 0) return {};
  return {
    sub_jobs_result: job.children.map((child) => jobView(child, limits, nowMs)),
    sub_jobs_list: job.children.map((child) => child.id),
  };
}

function failureEntities(failure: Failure | undefined): Json {
  return failure === undefined ? {} : { error_code: failure.code, error: failure.reason };
}

export function jobView(job: Job, limits: Limits, nowMs: number): Json {
  const status = jobStatus(job, nowMs);
  const failure = status === "FAIL" ? failureOf(job) : undefined;
  return {
    job_id: job.id,
    job_type: job.type,
    begin_time: millisText(job.beginMs),
    end_time: nowMs >= job.endMs ? millisText(job.endMs) : null,
    status,
    error_code: failure?.code ?? null,
    fail_reason: failure?.reason ?? null,
    entities: {
      ...imageEntities(job, status),
      ...runningEntities(job, status, limits, nowMs),
      ...childEntities(job, limits, nowMs),
      ...failureEntities(failure),
    },
  };
}
