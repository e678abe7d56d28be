// PUT /v1/cloudimages/{id}/upload: the image that waits gets a file of a bucket.
import { z } from "zod";
import type { ImageRow } from "../../store/images";
import type { Failure } from "../../store/jobs";
import type { BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { checkFile, tooSmall } from "../create/fileChecks";
import { findObject } from "../create/findObject";
import { imsError } from "../errors";
import { ownImage } from "../findImage";
import { jobMs } from "../jobMs";
import { newJob } from "../newJob";
import { parseBody } from "../parseBody";
import type { World } from "../world";
import { fillImage, isWaiting } from "./fillImage";

const TYPE = "imsNativeImportImageJob";
const GIGABYTE = 1024 ** 3;

const registerBody = z.looseObject({ image_url: z.string() });

function checkFormat(object: BucketObject, row: ImageRow): void {
  if (object.format === "ova") throw imsError("IMG.0057");
  const isIso = row.attributes.get("virtual_env_type") === "IsoImage";
  if (isIso !== (object.format === "iso")) throw imsError("IMG.0105");
  checkFile(object, false);
  if (object.refuse) throw imsError(object.refuse.code, object.refuse.message, object.refuse.status);
}

function failureOf(object: BucketObject, row: ImageRow): Failure | undefined {
  const minDisk = Number(row.attributes.get("min_disk") ?? 0);
  return (minDisk > 0 ? tooSmall(object, minDisk) : undefined) ?? object.broken;
}

export function registerFile(world: World, project: Project, id: string, json: unknown): { job_id: string } {
  const { image_url } = parseBody(registerBody, json, { image_url: "IMG.0017" });
  const row = ownImage(world.store, project, id);
  if (!isWaiting(row)) throw imsError("IMG.1075");
  const object = findObject(world, project, image_url);
  checkFormat(object, row);
  const beginMs = world.clock.now();
  const job = newJob(project, TYPE, beginMs, beginMs + jobMs(world, TYPE, object), failureOf(object, row));
  fillImage(world, row, job, {
    bytes: object.sizeGb * GIGABYTE,
    attributes: { __data_origin: `file,${image_url}`, __originalimagename: "" },
  });
  world.store.jobs.set(job.id, job);
  return { job_id: job.id };
}
