// Shape D: a file in object storage, with up to three data disk files beside it or inside it (OVA).
import type { Scalar } from "../../store/images";
import type { BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import { osFacts } from "../osFacts";
import type { JobPart, JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody, DataImageBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readMemory, readName, readTags } from "./commonFields";
import { checkDataImages, checkFile, checkIso, checkKey, checkSize, tooSmall } from "./fileChecks";
import { findObject } from "./findObject";
import { envTypeOf } from "./imageTypes";

const UNKNOWN_LINUX = "Other Linux(64 bit)";
const MAX_SYSTEM_DISK_GB = 1024;
const MAX_DATA_DISK_GB = 2048;

function osOf(body: CreateBody, object: BucketObject, version: string): Record<string, Scalar> {
  const facts = osFacts(object.osVersion ?? (version || UNKNOWN_LINUX));
  return object.osVersion === undefined && version === "" && body.os_type
    ? { ...facts, __os_type: body.os_type }
    : { ...facts };
}

function fileAttributes(url: string, object: BucketObject, sequence: number): Record<string, Scalar | undefined> {
  return {
    __data_origin: `file,${url}`,
    __root_origin: "file",
    __originalimagename: "",
    __sequence_num: String(sequence),
    __lazyloading: object.format === "zvhd2" ? "true" : undefined,
  };
}

function machineAttributes(body: CreateBody): Record<string, Scalar | undefined> {
  const arm = body.architecture === "arm";
  return {
    __support_arm: arm ? "true" : undefined,
    hw_firmware_type: arm ? "uefi" : body.hw_firmware_type,
    __is_config_init: body.is_config === undefined ? undefined : String(body.is_config),
    __system__cmkid: body.cmk_id || undefined,
  };
}

interface SystemDisk {
  part: JobPart;
  object: BucketObject;
  os: Record<string, Scalar>;
}

function systemDisk(world: World, project: Project, body: CreateBody, url: string): SystemDisk {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readMemory(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  const envType = envTypeOf(body.type, ["ECS", "FusionCompute", "BMS", "Ironic", "IsoImage"]);
  const version = body.os_version?.trim() ?? "";
  const quick = body.is_quick_import === true;
  if (quick && version === "") throw imsError("IMG.0056");
  const object = findObject(world, project, url);
  checkFile(object, quick);
  checkIso(object, envType, version);
  checkKey(world, project, body.cmk_id, envType);
  const os = osOf(body, object, version);
  const floor = limits.minDiskFloor[os["__os_type"] === "Windows" ? "windows" : "linux"];
  const min_disk = checkSize(body.min_disk, floor, MAX_SYSTEM_DISK_GB);
  const attributes = {
    ...common,
    ...os,
    ...fileAttributes(url, object, 0),
    ...machineAttributes(body),
    min_disk,
    virtual_env_type: envType,
    ...(envType === "IsoImage" ? { disk_format: "iso" } : {}),
  };
  const image = { name, tags, attributes, sizeGb: object.sizeGb };
  return {
    part: { image, childType: "imsImportImageJob", outcome: object, failure: tooSmall(object, min_disk) },
    object,
    os,
  };
}

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

export function fromFile(world: World, project: Project, body: CreateBody): JobPlan {
  const url = body.image_url ?? "";
  const system = systemDisk(world, project, body, url);
  checkDataImages(body, url);
  const beside = (body.data_images ?? []).map((element, index) =>
    dataPart(world, project, body, element, index, system.os),
  );
  const parts = [system.part, ...beside, ...insideParts(body, url, system)];
  const nested = parts.length > 1 || system.object.format === "ova";
  return { type: nested ? "imsImportOvaImageJob" : "imsImportImageJob", nested, parts };
}
