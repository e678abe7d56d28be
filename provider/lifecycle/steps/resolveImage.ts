/** The image of an entry: by its stored id, else by its marker, else by its job; the resource id is the last resort. */

import type { Cloud, SendOptions } from "../../http/client/cloud";
import { isRegistered, type ServiceImage } from "../../ims/image";
import { isUnknownJob } from "../../ims/isUnknownJob";
import { findUnfinished, type Search } from "../ownership/lookUp";
import { type FindInList, readImage, showIfThere } from "../reading/fetchImage";
import { onlyOf, readJob } from "../reading/readJob";
import type { Entry } from "../state/stored";

interface Located extends Search {
  readonly entry: Entry;
}

export async function locate(
  search: Located,
  options: SendOptions,
  inList?: FindInList,
): Promise<ServiceImage | undefined> {
  const { cloud, entry } = search;
  if (entry.imageId !== undefined) {
    const isUnlisted = entry.image !== undefined && !isRegistered(entry.image);
    return readImage(cloud, entry.imageId, options, isUnlisted ? natively(cloud) : inList);
  }
  const [unfinished] = await findUnfinished(search, options);
  if (unfinished !== undefined || entry.jobId === undefined) return unfinished;
  const imageId = await imageOfJob(cloud, entry.jobId, options);
  return imageId === undefined ? undefined : readImage(cloud, imageId, options);
}

/** An image that lists do not show is looked at natively; as always, two answers have to say that it is gone. */
function natively(cloud: Cloud): FindInList {
  return (imageId, options) => showIfThere(cloud, imageId, options);
}

async function imageOfJob(cloud: Cloud, jobId: string, options: SendOptions): Promise<string | undefined> {
  try {
    const { imageIds } = await readJob(cloud, jobId, options);
    return onlyOf(imageIds);
  } catch (error) {
    if (isUnknownJob(error)) return undefined;
    throw error;
  }
}
