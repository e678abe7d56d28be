// POST /v2/cloudimages/action: one path, five shapes, told apart by the source that is present.
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { parseBody } from "../parseBody";
import { type JobPlan, startJob } from "../startJob";
import type { World } from "../world";
import { CREATE_CODES, type CreateBody, createBody } from "./body";
import { fromFile } from "./fromFile";
import { fromServer } from "./fromServer";
import { fromSystemVolume } from "./fromSystemVolume";
import { fromVolumes } from "./fromVolumes";

type Planner = (world: World, project: Project, body: CreateBody) => JobPlan;

const SOURCES: readonly [field: "instance_id" | "image_url" | "volume_id", plan: Planner][] = [
  ["instance_id", fromServer],
  ["image_url", fromFile],
  ["volume_id", fromSystemVolume],
];

function plannerFor(body: CreateBody): Planner {
  const [source, second] = SOURCES.filter(([field]) => body[field]);
  if (second !== undefined) throw imsError("IMG.0021");
  if (source === undefined && body.data_images?.length) return fromVolumes;
  if (source === undefined || (source[0] === "volume_id" && body.data_images?.length)) throw imsError("IMG.0021");
  return source[1];
}

export function createImages(world: World, project: Project, json: unknown): { job_id: string } {
  const body = parseBody(createBody, json, CREATE_CODES);
  return { job_id: startJob(world, project, plannerFor(body)(world, project, body)).id };
}
