// Puts a new image into the store, queued until its job, if it has one, moves it on.
import { newUuid } from "../base/ids";
import type { ImageRow, Scalar } from "../store/images";
import type { Job } from "../store/jobs";
import type { Project } from "../store/store";
import type { World } from "./world";

export interface NewImage {
  name: string;
  attributes: Readonly<Record<string, Scalar | undefined>>;
  tags: ReadonlyMap<string, string>;
  sizeGb: number;
}

const GIGABYTE = 1024 ** 3;

export function addImage(world: World, project: Project, image: NewImage, job?: Job): ImageRow {
  const nowMs = world.clock.now();
  const attributes = Object.entries(image.attributes).filter(
    (entry): entry is [string, Scalar] => entry[1] !== undefined,
  );
  const row: ImageRow = {
    id: newUuid(),
    sequence: ++world.store.counts.images,
    projectId: project.id,
    status: "queued",
    createdMs: nowMs,
    updatedMs: nowMs,
    listedMs: nowMs + world.store.lags.listMs / world.speed,
    attributes: new Map([["name", image.name], ["owner", project.id], ...attributes]),
    tags: new Map(image.tags),
    bytes: image.sizeGb * GIGABYTE,
  };
  world.store.images.set(row.id, row);
  if (job === undefined) return row;
  row.job = job;
  job.imageId = row.id;
  job.imageName = image.name;
  world.store.unsettled.add(row);
  return row;
}
