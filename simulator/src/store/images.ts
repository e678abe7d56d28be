// An image as it is kept: its attributes carry the names of the wire, so that reading, filtering and patching share one map.
import type { Job } from "./jobs";

export type Scalar = string | number | boolean | null;

export const IMAGE_STATUSES = ["queued", "saving", "active", "killed"] as const;

export type ImageStatus = (typeof IMAGE_STATUSES)[number];

export interface ImageRow {
  id: string;
  /** Order of creation; decides between images made in the same second. */
  sequence: number;
  projectId: string;
  status: ImageStatus;
  createdMs: number;
  updatedMs: number;
  activeMs?: number;
  /** From when lists and searches show the image. */
  listedMs: number;
  /** What searches still believe after a change of tags. */
  indexed?: { tags: ReadonlyMap<string, string>; untilMs: number };
  /** When an accepted deletion takes effect. */
  goneMs?: number;
  attributes: Map<string, Scalar>;
  tags: Map<string, string>;
  /** Size of the finished image in bytes. */
  bytes: number;
  /** What makes the image, a job or just a span of time; absent once it has ended. */
  job?: Job;
  /** Until when an export reads it. */
  exportedMs?: number;
  /** Attributes that the image gets when it becomes active. */
  whenActive?: Readonly<Record<string, Scalar>>;
}
