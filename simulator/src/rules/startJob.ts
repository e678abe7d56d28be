// Starts a job and the images it makes. Jobs with several images carry them in children.
import { newHexId, newUuid } from "../base/ids";
import type { ImageRow, Scalar } from "../store/images";
import type { Failure, Job } from "../store/jobs";
import type { Outcome } from "../store/seedSchema";
import type { Project } from "../store/store";
import { imsError } from "./errors";
import { checkQuota } from "./quota";
import type { World } from "./world";

interface NewImage {
  name: string;
  attributes: Readonly<Record<string, Scalar | undefined>>;
  tags: ReadonlyMap<string, string>;
  sizeGb: number;
}

export interface JobPart {
  image: NewImage;
  /** Type of the child job; used only when the job has children. */
  childType: string;
  outcome: Outcome;
  failure?: Failure | undefined;
}

export interface JobPlan {
  type: string;
  /** Whether every image has a child job of its own. */
  nested: boolean;
  parts: readonly JobPart[];
}

/** Durations in the samples of the job page, in seconds. */
const DOCUMENTED_SECONDS: Readonly<Record<string, number>> = {
  imsCreateImageByInstance: 222,
  imsImportImageJob: 355,
  imsImportOvaImageJob: 600,
  imsVolumeCreateImageJob: 180,
  imsVolumesToSysDataImagesJob: 600,
};

const OTHER_SECONDS = 300;
const CHILD_DELAY_MS = 1500;
const CHILD_DELAY_SHARE = 0.05;
const GIGABYTE = 1024 ** 3;

function checkRefusals(parts: readonly JobPart[]): void {
  const refusal = parts.find((part) => part.outcome.refuse)?.outcome.refuse;
  if (refusal) throw imsError(refusal.code, refusal.message, refusal.status);
}

function durationMs(world: World, plan: JobPlan, part: JobPart): number {
  const seconds = part.outcome.durationSeconds ?? DOCUMENTED_SECONDS[plan.type] ?? OTHER_SECONDS;
  return (seconds * 1000) / world.speed;
}

function addImage(world: World, project: Project, part: JobPart, job: Job): void {
  const { image } = part;
  const id = newUuid();
  const nowMs = world.clock.now();
  const attributes = Object.entries(image.attributes).filter(
    (entry): entry is [string, Scalar] => entry[1] !== undefined,
  );
  const row: ImageRow = {
    id,
    sequence: ++world.store.counts.images,
    projectId: project.id,
    status: "queued",
    createdMs: nowMs,
    updatedMs: nowMs,
    listedMs: nowMs + world.store.lags.listMs / world.speed,
    attributes: new Map([["name", image.name], ["owner", project.id], ...attributes]),
    tags: new Map(image.tags),
    bytes: image.sizeGb * GIGABYTE,
    job,
  };
  job.imageId = id;
  job.imageName = image.name;
  world.store.images.set(id, row);
  world.store.unsettled.add(row);
}

function newJob(project: Project, type: string, beginMs: number, endMs: number, part: JobPart | undefined): Job {
  const failure = part?.failure ?? part?.outcome.broken;
  return { id: newHexId(), type, projectId: project.id, beginMs, endMs, children: [], ...(failure ? { failure } : {}) };
}

function startSingle(world: World, project: Project, plan: JobPlan, part: JobPart): Job {
  const beginMs = world.clock.now();
  const job = newJob(project, plan.type, beginMs, beginMs + durationMs(world, plan, part), part);
  addImage(world, project, part, job);
  return job;
}

function startNested(world: World, project: Project, plan: JobPlan): Job {
  const beginMs = world.clock.now();
  const ends = plan.parts.map((part) => beginMs + durationMs(world, plan, part));
  const parent = newJob(project, plan.type, beginMs, Math.max(...ends), undefined);
  plan.parts.forEach((part, index) => {
    const endMs = ends[index] ?? parent.endMs;
    const delayMs = Math.min(CHILD_DELAY_MS, (endMs - beginMs) * CHILD_DELAY_SHARE);
    const child = newJob(project, part.childType, beginMs + delayMs, endMs, part);
    addImage(world, project, part, child);
    parent.children.push(child);
  });
  return parent;
}

export function startJob(world: World, project: Project, plan: JobPlan): string {
  checkRefusals(plan.parts);
  checkQuota(world, project, plan.parts.length);
  const [first] = plan.parts;
  const job =
    plan.nested || first === undefined ? startNested(world, project, plan) : startSingle(world, project, plan, first);
  world.store.jobs.set(job.id, job);
  world.store.counts.creates += 1;
  return job.id;
}
