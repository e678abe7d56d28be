/** The binding of the waiter to the status of an image: a ready status is done, killed and deleted are failed, the rest pending. */
import { hasCode, ImsError } from "../base/errors";
import type { ServiceImage } from "../ims/image";
import { type PollResult, type Wait, waitFor } from "./waitFor";

export interface ImageWait extends Omit<Wait<ServiceImage>, "look" | "what"> {
  readonly imageId: string;
  readonly readyStatuses: readonly string[];
  readonly showImage: () => Promise<ServiceImage>;
}

const failed = new Set(["killed", "deleted", "pending_delete"]);

export function waitForImage(wait: ImageWait): Promise<ServiceImage> {
  return waitFor({ ...wait, what: `image ${wait.imageId}`, look: () => lookAtImage(wait) });
}

async function lookAtImage({ imageId, readyStatuses, showImage }: ImageWait): Promise<PollResult<ServiceImage>> {
  try {
    const image = await showImage();
    if (readyStatuses.includes(image.status)) return { state: "done", value: image };
    if (!failed.has(image.status)) return { state: "pending", seen: image.status };
    const error = new ImsError("JOB_FAILED", `Image ${imageId} is ${image.status}: the service could not make it`, {
      imageId,
    });
    return { state: "failed", error };
  } catch (error) {
    if (hasCode(error, "NOT_FOUND")) return { state: "missing" };
    throw error;
  }
}
