// Starts a job and the images it makes. Jobs with several images carry them in children.
import type { Failure, Job } from "../store/jobs";
import type { Outcome } from "../store/seedSchema";
import type { Project } from "../store/store";
import { addImage, type NewImage } from "./addImage";
import { imsError } from "./errors";
import { jobMs } from "./jobMs";
import { newJob } from "./newJob";
import { checkQuota } from "./quota";
import { checkNames } from "./takenNames";
import type { World } from "./world";

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

const CHILD_DELAY_MS = 1500;
const CHILD_DELAY_SHARE = 0.05;

function checkRefusals(parts: readonly JobPart[]): void {
  const refusal = parts.find((part) => part.outcome.refuse)?.outcome.refuse;
  if (refusal) throw imsError(refusal.code, refusal.message, refusal.status);
}

const failureOf = (part: JobPart): Failure | undefined => part.failure ?? part.outcome.broken;

function startSingle(world: World, project: Project, plan: JobPlan, part: JobPart): Job {
  const beginMs = world.clock.now();
  const job = newJob(project, plan.type, beginMs, beginMs + jobMs(world, plan.type, part.outcome), failureOf(part));
  addImage(world, project, part.image, job);
  return job;
}

function startNested(world: World, project: Project, plan: JobPlan): Job {
  const beginMs = world.clock.now();
  const ends = plan.parts.map((part) => beginMs + jobMs(world, plan.type, part.outcome));
  const parent = newJob(project, plan.type, beginMs, Math.max(...ends));
  plan.parts.forEach((part, index) => {
    const endMs = ends[index] ?? parent.endMs;
    const delayMs = Math.min(CHILD_DELAY_MS, (endMs - beginMs) * CHILD_DELAY_SHARE);
    const child = newJob(project, part.childType, beginMs + delayMs, endMs, failureOf(part));
    addImage(world, project, part.image, child);
    parent.children.push(child);
  });
  return parent;
}

export function startJob(world: World, project: Project, plan: JobPlan): Job {
  checkRefusals(plan.parts);
  checkQuota(world, project, plan.parts.length);
  checkNames(
    world,
    project,
    plan.parts.map(({ image }) => image.name),
  );
  const [first] = plan.parts;
  const job =
    plan.nested || first === undefined ? startNested(world, project, plan) : startSingle(world, project, plan, first);
  world.store.jobs.set(job.id, job);
  world.store.counts.creates += 1;
  return job;
}
