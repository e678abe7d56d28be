/** Asynchronous jobs: GET /v1/{project_id}/jobs/{job_id} (Querying the Status of an Asynchronous Job). */
import { isRecord } from "../base/isRecord";
import { printable } from "../base/printable";
import { isId } from "./isId";
import { malformed } from "./malformed";
import type { Answer, Operation } from "./operation";

export interface Job {
  readonly jobId: string;
  /** In upper case: INIT, RUNNING, SUCCESS, FAIL, or whatever else the service says. */
  readonly status: string;
  /** 0 to 1; Huawei Cloud reports it, Open Telekom Cloud does not. */
  readonly progress?: number;
  readonly currentTask?: string;
  readonly errorCode?: string;
  readonly failReason?: string;
  /** Every image that the answer names, wherever it stands, in its order and once each. */
  readonly imageIds: readonly string[];
  readonly subJobs: readonly Job[];
}

export function showJob(projectId: string, jobId: string): Operation<Job> {
  const name = "show job";
  return {
    name,
    service: "ims",
    method: "GET",
    path: `/v1/${projectId}/jobs/${jobId}`,
    effect: "read",
    success: [200],
    read: ({ body }) => readJob(name, body),
  };
}

/** The newer call for the same (Huawei Cloud): its path holds no project. */
export function showJobProgress(jobId: string): Operation<Job> {
  return { ...showJob("", jobId), path: `/v1/cloudimages/job/${jobId}` };
}

/** The answer of every call that starts a job is `{"job_id":"<32 hex digits>"}`. */
export function readJobId(operation: string, { body }: Answer): string {
  const jobId = isRecord(body) ? body["job_id"] : undefined;
  if (typeof jobId !== "string" || jobId.length < 8 || !isId(jobId)) throw malformed(operation, "job id", body);
  return jobId;
}

function readJob(operation: string, body: unknown): Job {
  if (!isRecord(body) || typeof body["status"] !== "string") throw malformed(operation, "job status", body);
  const entities = isRecord(body["entities"]) ? body["entities"] : {};
  const subJobs = records(entities["sub_jobs_result"]).map((job) => readJob(operation, { status: "", ...job }));
  const own = [entities, ...records(entities["results"])].map((entity) => idIn(entity["image_id"]));
  return {
    jobId: text(body["job_id"]) ?? "",
    status: printable(body["status"].slice(0, shownCharacters)).toUpperCase(),
    ...defined("progress", fraction(entities["process_percent"])),
    ...defined("currentTask", text(entities["current_task"])),
    ...defined("errorCode", text(body["error_code"]) ?? text(entities["error_code"])),
    ...defined("failReason", text(body["fail_reason"]) ?? text(entities["error"])),
    imageIds: unique([...own.filter((id) => id !== undefined), ...subJobs.flatMap((job) => job.imageIds)]),
    subJobs,
  };
}

const records = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
const shownCharacters = 512;
const text = (value: unknown) =>
  typeof value === "string" && value !== "" ? printable(value.slice(0, shownCharacters)) : undefined;
/** A text that is no id would be part of a path. */
const idIn = (value: unknown) => (typeof value === "string" && isId(value) ? value : undefined);
const unique = (ids: readonly string[]) => [...new Set(ids)];
const fraction = (value: unknown) => (typeof value === "number" && value >= 0 && value <= 1 ? value : undefined);

function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
