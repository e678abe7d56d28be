/** The image of an entry: by its stored id, else by its marker, else by its job. */

import type { Cloud, SendOptions } from "../../http/client/cloud";
import { isRegistered, type ServiceImage } from "../../ims/image";
import { isUnknownJob } from "../../ims/isUnknownJob";
import { findUnfinished, type Search } from "../ownership/findOwnImages";
import { ownershipOf } from "../ownership/ownership";
import { type FindInList, fetchImage, showIfThere } from "../reading/fetchImage";
import { onlyOf, readJob } from "../reading/readJob";
import type { StoredImage } from "../state/stored";

interface Resolvable extends Search {
  readonly entry: StoredImage;
}

export async function resolveImage(
  search: Resolvable,
  options: SendOptions,
  inList?: FindInList,
): Promise<ServiceImage | undefined> {
  const { cloud, entry } = search;
  if (entry.imageId !== undefined) {
    const isUnlisted = entry.image !== undefined && !isRegistered(entry.image);
    return fetchImage(cloud, entry.imageId, options, isUnlisted ? natively(cloud) : inList);
  }
  const [unfinished, ...duplicates] = await findUnfinished(search, options);
  const isClear = unfinished !== undefined && duplicates.length === 0;
  if (isClear || entry.jobId === undefined) return unfinished;
  // A repeated call has made several images with one marker: the job says which one is awaited.
  const imageId = await imageOfJob(cloud, entry.jobId, options);
  const image = imageId === undefined ? undefined : await fetchImage(cloud, imageId, options, inList);
  return image !== undefined && ownershipOf(image, entry) !== "foreign" ? image : unfinished;
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
