// POST /v1/cloudimages/{id}/file: the image as a file in a bucket. Afterwards the file exists, whatever becomes of the image.
import { z } from "zod";
import type { ImageRow } from "../store/images";
import type { Project } from "../store/store";
import { checkBucketName, findBucket, splitUrl } from "./create/findObject";
import { imsError } from "./errors";
import { isPublic, ownImage } from "./findImage";
import { jobMs } from "./jobMs";
import { newJob } from "./newJob";
import { parseBody } from "./parseBody";
import type { World } from "./world";

const TYPE = "imsNativeExportImageJob";
const MAX_BYTES = 128 * 1024 ** 3;
const MAX_NAME = 128;

const exportBody = z.looseObject({
  bucket_url: z.string(),
  file_format: z.enum(["qcow2", "vhd", "zvhd", "vmdk"]).optional(),
  is_quick_export: z.boolean().default(false),
});

type ExportBody = z.output<typeof exportBody>;

function checkFormat({ file_format, is_quick_export }: ExportBody): void {
  if (is_quick_export !== (file_format === undefined)) throw imsError("IMG.0072");
}

function checkImage(row: ImageRow, quick: boolean, nowMs: number): void {
  const { attributes } = row;
  if (row.status !== "active") throw imsError("IMG.0046");
  if (attributes.get("__whole_image") === "true") throw imsError("IMG.0128");
  if (attributes.get("virtual_env_type") === "IsoImage") throw imsError("IMG.0167");
  if (attributes.get("__isregistered") !== "true") throw imsError("IMG.0071");
  if (quick && attributes.has("__system__cmkid")) throw imsError("IMG.0105");
  if (!quick && row.bytes > MAX_BYTES) throw imsError("IMG.0160");
  if (nowMs < (row.exportedMs ?? 0)) throw imsError("IMG.0148");
}

function checkKey(key: string): void {
  if (key === "") throw imsError("IMG.0073");
  if (key.length > MAX_NAME) throw imsError("IMG.0074");
  if (!/^[A-Za-z0-9\-._ ]+$/.test(key) || key.trim() !== key) throw imsError("IMG.0075");
}

/** What the object is called in the store. */
function targetOf(world: World, project: Project, url: string): string {
  const [name, key] = splitUrl(url);
  checkBucketName(name);
  checkKey(key);
  const bucket = findBucket(world, project, name);
  const target = `${project.id} ${url}`;
  const exists = bucket.objects.some((object) => object.key === key) || world.store.exports.has(target);
  if (exists) throw imsError("IMG.0070");
  return target;
}

export function exportImage(world: World, project: Project, id: string, json: unknown): { job_id: string } {
  const body = parseBody(exportBody, json, { bucket_url: "IMG.0017", file_format: "IMG.0072" });
  checkFormat(body);
  const known = world.store.images.get(id);
  if (known && isPublic(known)) throw imsError("IMG.0077");
  const row = ownImage(world.store, project, id);
  const beginMs = world.clock.now();
  checkImage(row, body.is_quick_export, beginMs);
  const target = targetOf(world, project, body.bucket_url);
  const job = { ...newJob(project, TYPE, beginMs, beginMs + jobMs(world, TYPE)), imageId: id };
  row.exportedMs = job.endMs;
  world.store.exports.add(target);
  world.store.jobs.set(job.id, job);
  return { job_id: job.id };
}
