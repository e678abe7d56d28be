// PUT /v2/images/{id}/file: the image that waits gets the file in the body. No job; an empty file kills the image.
import type { Failure } from "../../store/jobs";
import type { Project } from "../../store/store";
import { glanceError } from "../errors";
import { jobMs } from "../jobMs";
import { ownNativeImage } from "../native/ownNativeImage";
import { newJob } from "../newJob";
import type { World } from "../world";
import { fillImage, isWaiting } from "./fillImage";

export interface Upload {
  contentType: string | undefined;
  size: number;
  md5: string;
}

const SPAN = "upload";
const EMPTY_FILE: Failure = { code: "IMG.0057", reason: "the image file is empty", leftover: "killed" };

export function takeUpload(world: World, project: Project, id: string, { contentType, size, md5 }: Upload): void {
  if (contentType !== "application/octet-stream") throw glanceError(415, "Send application/octet-stream.");
  const row = ownNativeImage(world.store, project, id);
  if (!isWaiting(row)) throw glanceError(409, `Image ${id} has a file already: its status is ${row.status}.`);
  const beginMs = world.clock.now();
  const failure = size === 0 ? EMPTY_FILE : undefined;
  const job = newJob(project, SPAN, beginMs, beginMs + jobMs(world, SPAN), failure);
  fillImage(world, row, job, { bytes: size, attributes: { checksum: md5 } });
}
