/** The image of an entry: by its stored id, else by its marker, else by its job; the resource id is the last resort. */

import type { Cloud, SendOptions } from "../http/cloud";
import type { ServiceImage } from "../ims/image";
import { showJob } from "../ims/jobs";
import { findUnfinished } from "./lookUp";
import { isNotFound, readImage } from "./readImage";
import type { Entry } from "./stored";

export async function locate(cloud: Cloud, entry: Entry, options: SendOptions): Promise<ServiceImage | undefined> {
  if (entry.imageId !== undefined) return readImage(cloud, entry.imageId, options);
  const [unfinished] = await findUnfinished(cloud, entry.token, options);
  if (unfinished !== undefined || entry.jobId === undefined) return unfinished;
  const imageId = await imageOfJob(cloud, entry.jobId, options);
  return imageId === undefined ? undefined : readImage(cloud, imageId, options);
}

async function imageOfJob(cloud: Cloud, jobId: string, options: SendOptions): Promise<string | undefined> {
  try {
    const { imageIds } = await cloud.send(showJob(cloud.place.projectId, jobId), options);
    return imageIds[0];
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
