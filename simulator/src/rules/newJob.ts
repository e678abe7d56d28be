// A span of time in which an image is made, and how it ends. Only what goes into the store of jobs can be asked for.
import { newHexId } from "../base/ids";
import type { Failure, Job } from "../store/jobs";
import type { Project } from "../store/store";

export const newJob = (project: Project, type: string, beginMs: number, endMs: number, failure?: Failure): Job => ({
  id: newHexId(),
  type,
  projectId: project.id,
  beginMs,
  endMs,
  children: [],
  ...(failure ? { failure } : {}),
});
