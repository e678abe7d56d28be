// POST /v2/cloudimages/quickimport/action: RAW and ZVHD2 files up to 1 TB. The record of the object tells its format, not its
// name, and a file of another format is read the common way.
import type { Project } from "../../store/store";
import { parseBody } from "../parseBody";
import { startJob } from "../startJob";
import type { World } from "../world";
import { CREATE_CODES, type CreateBody, createBody } from "./body";
import { isQuickFormat } from "./fileChecks";
import { planImport } from "./fromFile";
import type { ImportRules } from "./importRules";
import { planDataImport } from "./planDataImport";

const SYSTEM_RULES: ImportRules = {
  types: ["ECS", "BMS"],
  isQuick: isQuickFormat,
  needsOsVersion: true,
  minDiskFloor: { linux: 1, windows: 1 },
};

const DATA_RULES = { isQuick: isQuickFormat, minDisk: { floor: 1, ceiling: 1024 } };

/** Fields of other calls, ignored here like any unknown field. */
const withoutForeignFields = (body: CreateBody): CreateBody => ({
  ...body,
  cmk_id: undefined,
  is_config: undefined,
  data_images: undefined,
});

export function importQuickly(world: World, project: Project, json: unknown): { job_id: string } {
  const body = withoutForeignFields(parseBody(createBody, json, CREATE_CODES));
  const plan =
    body.type === "DataImage"
      ? planDataImport(world, project, body, DATA_RULES)
      : planImport(world, project, body, SYSTEM_RULES);
  return { job_id: startJob(world, project, plan).id };
}
