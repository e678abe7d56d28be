// Brings images to where time has taken them. Called before anything looks, so no timer is needed.
import type { ImageRow } from "../store/images";
import type { Job } from "../store/jobs";
import type { Store } from "../store/store";
import { jobStatus } from "./jobStatus";
import { removeImage } from "./removeImage";

const EMPTY_OBJECT_MD5 = "99914b932bd37a50b983c5e7c90ae93b";

function finish(row: ImageRow, job: Job): void {
  row.status = "active";
  row.activeMs = job.endMs;
  row.updatedMs = job.endMs;
  row.attributes.set("checksum", EMPTY_OBJECT_MD5);
  row.attributes.set("__image_size", String(row.bytes));
  for (const [name, value] of Object.entries(row.whenActive ?? {})) row.attributes.set(name, value);
}

function fail(store: Store, row: ImageRow, job: Job): void {
  row.status = "killed";
  row.updatedMs = job.endMs;
  if (job.failure?.leftover === "gone") removeImage(store, row);
}

function settleJob(store: Store, row: ImageRow, job: Job, nowMs: number): void {
  const status = jobStatus(job, nowMs);
  if (status === "INIT") return;
  if (status === "RUNNING") {
    row.status = "saving";
    return;
  }
  delete row.job;
  store.unsettled.delete(row);
  if (status === "SUCCESS") finish(row, job);
  else fail(store, row, job);
}

export function advanceJobs(store: Store, nowMs: number): void {
  for (const row of store.unsettled) {
    if (row.goneMs !== undefined && nowMs >= row.goneMs) removeImage(store, row);
    else if (row.job) settleJob(store, row, row.job, nowMs);
  }
}
