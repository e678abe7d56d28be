// A data disk in a file of its own.
import type { BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import type { JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readName, readTags } from "./commonFields";
import { fileAttributes } from "./fileAttributes";
import { checkFile, checkKey, checkSize, tooSmall } from "./fileChecks";
import { findObject } from "./findObject";

interface DataImportRules {
  isQuick: (object: BucketObject) => boolean;
  minDisk: { floor: number; ceiling: number };
}

/** These hold more, or something else, than one data disk. */
const NO_DATA_DISKS: readonly BucketObject["format"][] = ["iso", "ova"];

export function planDataImport(world: World, project: Project, body: CreateBody, rules: DataImportRules): JobPlan {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  if (body.os_type === "Other") throw imsError("IMG.0122");
  const url = body.image_url ?? "";
  const object = findObject(world, project, url);
  if (NO_DATA_DISKS.includes(object.format)) throw imsError("IMG.0057");
  checkFile(object, rules.isQuick(object));
  checkKey(world, project, body.cmk_id, "FusionCompute");
  const min_disk = checkSize(body.min_disk, rules.minDisk.floor, rules.minDisk.ceiling);
  const attributes = {
    ...common,
    ...fileAttributes(url, object),
    __os_type: body.os_type ?? "Linux",
    __system__cmkid: body.cmk_id || undefined,
    min_disk,
    virtual_env_type: "DataImage",
  };
  const image = { name, tags, attributes, sizeGb: object.sizeGb };
  const part = { image, childType: "", outcome: object, failure: tooSmall(object, min_disk) };
  return { type: "imsImportDataImageJob", nested: false, parts: [part] };
}
