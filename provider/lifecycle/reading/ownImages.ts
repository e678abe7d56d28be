/** All images of a project in one list, and which of them the list shows beyond doubt. */
import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { listOwnImages, listPageSize } from "../../ims/images";

export interface OwnImages {
  readonly images: ReadonlyMap<string, ServiceImage>;
  /** How many calls the list took. */
  readonly pages: number;
}

/** Page by page: each follows the last image of the one before, until one is not full or shows nothing new. */
export async function readOwnImages(cloud: Cloud, options: SendOptions): Promise<OwnImages> {
  const images = new Map<string, ServiceImage>();
  const doubtful = new Set<string>();
  let last: string | undefined;
  for (let pages = 1; ; pages++) {
    const page = await cloud.send(listOwnImages(cloud.place.projectId, listPageSize, last), options);
    const before = images.size;
    for (const image of page) {
      const known = images.get(image.id);
      if (known !== undefined && known.status !== image.status) doubtful.add(image.id);
      images.set(image.id, image);
    }
    last = page.at(-1)?.id;
    if (page.length >= listPageSize && images.size > before) continue;
    for (const id of doubtful) images.delete(id);
    return { images, pages };
  }
}
