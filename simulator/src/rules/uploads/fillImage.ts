// An image that waits for its file gets one: saving until the job ends, then active.
import type { ImageRow, Scalar } from "../../store/images";
import type { Job } from "../../store/jobs";
import type { World } from "../world";

/** What the service says of the size of a file that came from outside. */
const IMPORTED = { size: 2, virtual_size: null, __root_origin: "file" };

export const isWaiting = (row: ImageRow): boolean => row.status === "queued" && row.job === undefined;

export function fillImage(
  { store }: World,
  row: ImageRow,
  job: Job,
  file: { bytes: number; attributes: Readonly<Record<string, Scalar>> },
): void {
  row.job = job;
  row.bytes = file.bytes;
  row.whenActive = { ...IMPORTED, ...file.attributes };
  job.imageId = row.id;
  store.unsettled.add(row);
}
