/** PUT /v2/images/{image_id}/file (Uploading an Image, native OpenStack API): sends a file into a queued record; there is no job. */
import type { StreamBody } from "../base/streamBody";
import type { Operation, Submitted } from "./operation";

export function uploadFile(imageId: string, file: StreamBody): Operation<Submitted> {
  return {
    name: "upload image file",
    service: "ims",
    method: "PUT",
    path: `/v2/images/${imageId}/file`,
    stream: file,
    contentType: "application/octet-stream",
    // A record takes a file only once: when the answer is lost, the record is looked at before it is sent again.
    effect: "create",
    success: [204],
    read: () => ({}),
  };
}
