/** PUT /v1/cloudimages/{image_id}/upload (Registering an Image): brings a file from object storage into a queued record. */
import { readJobId } from "./jobs";
import type { Operation, Submitted } from "./operation";

export function uploadImage(imageId: string, imageUrl: string): Operation<Submitted> {
  const name = "register image file";
  return {
    name,
    service: "ims",
    method: "PUT",
    path: `/v1/cloudimages/${imageId}/upload`,
    body: { image_url: imageUrl },
    // A record takes a file only once: when the answer is lost, the record is looked at before it is asked again.
    effect: "create",
    success: [200],
    read: (answer) => ({ jobId: readJobId(name, answer) }),
  };
}
