// What really is: the view behind the API, for tests to compare with.

import { advance } from "./rules/advance";
import { type ImageObject, imageView } from "./rules/imageView";
import type { JobStatus } from "./rules/jobStatus";
import { jobStatus } from "./rules/jobStatus";
import { backupStatus } from "./rules/whole/backupStatus";
import type { UnseenRequest, World } from "./rules/world";
import type { ImageStatus } from "./store/images";
import type { Job } from "./store/jobs";

export interface StoredImage {
  id: string;
  name: string;
  status: ImageStatus;
  /** Project id, or "public". */
  project: string;
  tags: Record<string, string>;
  /** The image as the API shows it to its owner. */
  image: ImageObject;
}

export interface StoredJob {
  id: string;
  type: string;
  status: JobStatus;
  project: string;
  imageIds: string[];
}

export interface StoredBackup {
  id: string;
  kind: "CBR" | "CSBS";
  status: string;
  serverId: string | undefined;
  vaultId: string | undefined;
}

export interface Truth {
  /** Private images that exist, in order of creation. */
  images: StoredImage[];
  deletedImages: string[];
  /** Creates that were carried out, answered or not. */
  creates: number;
  deletes: number;
  /** Requests that were carried out though their callers were told something else or nothing. */
  unseen: UnseenRequest[];
  jobs: StoredJob[];
  backups: StoredBackup[];
}

const imageIdsOf = (job: Job): string[] =>
  [job, ...job.children].flatMap(({ imageId }) => (imageId === undefined ? [] : [imageId]));

export function truthOf(world: World): Truth {
  advance(world);
  const { store, unseen } = world;
  const nowMs = world.clock.now();
  return {
    images: [...store.images.values()]
      .filter((row) => row.projectId !== "public")
      .map((row) => ({
        id: row.id,
        name: String(row.attributes.get("name")),
        status: row.status,
        project: row.projectId,
        tags: Object.fromEntries(row.tags),
        image: imageView(row),
      })),
    deletedImages: [...store.deletedImages],
    creates: store.counts.creates,
    deletes: store.counts.deletes,
    unseen: [...unseen],
    jobs: [...store.jobs.values()].map((job) => ({
      id: job.id,
      type: job.type,
      status: jobStatus(job, nowMs),
      project: job.projectId,
      imageIds: imageIdsOf(job),
    })),
    backups: [...store.backups.values()].map((backup) => ({
      id: backup.id,
      kind: backup.kind,
      status: backupStatus(backup, nowMs),
      serverId: backup.serverId,
      vaultId: backup.vaultId,
    })),
  };
}
