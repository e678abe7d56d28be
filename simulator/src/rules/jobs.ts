// Looking at jobs. A job belongs to a project, like the images it makes.
import type { Job } from "../store/jobs";
import type { Project } from "../store/store";
import { imsError } from "./errors";
import { jobView } from "./jobView";
import { LIMITS } from "./limits";
import type { World } from "./world";

function findJob(world: World, project: Project, jobId: string): Job {
  const job = world.store.jobs.get(jobId);
  if (job?.projectId !== project.id) throw imsError("IMG.0023", `The job ${jobId} does not exist.`);
  return job;
}

export function showJob(world: World, project: Project, jobId: string): Record<string, unknown> {
  return jobView(findJob(world, project, jobId), LIMITS[world.cloud], world.clock.now());
}

/** The newer call: the same job, with the id of its first child beside the entities. */
export function showJobProgress(world: World, project: Project, jobId: string): Record<string, unknown> {
  const job = findJob(world, project, jobId);
  const view = jobView(job, LIMITS[world.cloud], world.clock.now());
  const child = job.children[0];
  if (child === undefined || typeof view["entities"] !== "object") return view;
  return { ...view, entities: { ...view["entities"], subJobId: child.id } };
}
