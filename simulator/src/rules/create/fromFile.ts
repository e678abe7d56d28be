// Shape D: a file in object storage, with up to three data disk files beside it or inside it (OVA).
import type { Project } from "../../store/store";
import { LIMITS } from "../limits";
import type { JobPart, JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody, DataImageBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readName, readTags } from "./commonFields";
import { fileAttributes } from "./fileAttributes";
import { checkDataImages, checkFile, checkSize, tooSmall } from "./fileChecks";
import { findObject } from "./findObject";
import type { ImportRules } from "./importRules";
import { type SystemDisk, systemDisk } from "./systemDisk";

const MAX_DATA_DISK_GB = 2048;

function dataPart(
  world: World,
  project: Project,
  body: CreateBody,
  element: DataImageBody,
  index: number,
  os: SystemDisk["os"],
): JobPart {
  const limits = LIMITS[world.cloud];
  const url = element.image_url ?? "";
  const object = findObject(world, project, url);
  checkFile(object, element.is_quick_import === true);
  const min_disk = checkSize(element.min_disk, 1, MAX_DATA_DISK_GB);
  const attributes = {
    ...PRIVATE,
    ...readDescription(element),
    ...readEnterpriseProject(body),
    ...os,
    ...fileAttributes(url, object, index + 1),
    min_disk,
    virtual_env_type: "DataImage",
  };
  const name = readName({ name: element.name ?? `${body.name ?? ""}-${index + 1}` }, limits);
  const image = { name, tags: readTags(element, limits), attributes, sizeGb: object.sizeGb };
  return { image, childType: "imsImportDataImageJob", outcome: object, failure: tooSmall(object, min_disk) };
}

/** Data disks that an OVA file brings with it, asked for or not. */
function insideParts(body: CreateBody, url: string, { object, os }: SystemDisk): JobPart[] {
  return object.dataDisksGb.map((min_disk, index) => ({
    image: {
      name: `${body.name ?? ""}-${index + 1}`,
      tags: new Map(),
      attributes: {
        ...PRIVATE,
        ...readEnterpriseProject(body),
        ...os,
        ...fileAttributes(url, object, index + 1),
        min_disk,
        virtual_env_type: "DataImage",
      },
      sizeGb: object.sizeGb,
    },
    childType: "imsImportDataImageJob",
    outcome: object,
  }));
}

export function planImport(world: World, project: Project, body: CreateBody, rules: ImportRules): JobPlan {
  const url = body.image_url ?? "";
  const system = systemDisk(world, project, body, url, rules);
  checkDataImages(body, url);
  const beside = (body.data_images ?? []).map((element, index) =>
    dataPart(world, project, body, element, index, system.os),
  );
  const parts = [system.part, ...beside, ...insideParts(body, url, system)];
  const nested = parts.length > 1 || system.object.format === "ova";
  return { type: nested ? "imsImportOvaImageJob" : "imsImportImageJob", nested, parts };
}

export function fromFile(world: World, project: Project, body: CreateBody): JobPlan {
  const quick = body.is_quick_import === true;
  return planImport(world, project, body, {
    types: ["ECS", "FusionCompute", "BMS", "Ironic", "IsoImage"],
    isQuick: () => quick,
    needsOsVersion: quick,
    minDiskFloor: LIMITS[world.cloud].minDiskFloor,
  });
}
