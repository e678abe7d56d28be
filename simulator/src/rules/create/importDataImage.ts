// POST /v1/cloudimages/dataimages/action: a data image of a file.
import { z } from "zod";
import type { Project } from "../../store/store";
import { LIMITS } from "../limits";
import { parseBody } from "../parseBody";
import { startJob } from "../startJob";
import type { World } from "../world";
import { CREATE_CODES, createBody } from "./body";
import { planDataImport } from "./planDataImport";

const MAX_DATA_DISK_GB = 2048;

/** On this page neither half of a tag is mandatory. */
const dataBody = createBody.extend({
  image_tags: z.array(z.looseObject({ key: z.string().default(""), value: z.string().default("") })).optional(),
});

export function importDataImage(world: World, project: Project, json: unknown): { job_id: string } {
  const body = parseBody(dataBody, json, CREATE_CODES);
  const minDisk = { floor: LIMITS[world.cloud].dataDiskFloor, ceiling: MAX_DATA_DISK_GB };
  return {
    job_id: startJob(world, project, planDataImport(world, project, body, { isQuick: () => false, minDisk })).id,
  };
}
