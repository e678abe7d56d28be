// The system disk in a file, as an image.
import type { Scalar } from "../../store/images";
import type { BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import { osFacts } from "../osFacts";
import type { JobPart } from "../startJob";
import type { World } from "../world";
import type { CreateBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readMemory, readName, readTags } from "./commonFields";
import { fileAttributes } from "./fileAttributes";
import { checkFile, checkIso, checkKey, checkSize, tooSmall } from "./fileChecks";
import { findObject } from "./findObject";
import { envTypeOf } from "./imageTypes";
import type { ImportRules } from "./importRules";

const UNKNOWN_LINUX = "Other Linux(64 bit)";
const MAX_SYSTEM_DISK_GB = 1024;

function osOf(body: CreateBody, object: BucketObject, version: string): Record<string, Scalar> {
  const facts = osFacts(object.osVersion ?? (version || UNKNOWN_LINUX));
  return object.osVersion === undefined && version === "" && body.os_type
    ? { ...facts, __os_type: body.os_type }
    : { ...facts };
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

export interface SystemDisk {
  part: JobPart;
  object: BucketObject;
  os: Record<string, Scalar>;
}

export function systemDisk(
  world: World,
  project: Project,
  body: CreateBody,
  url: string,
  rules: ImportRules,
): SystemDisk {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readMemory(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  const envType = envTypeOf(body.type, rules.types);
  const version = body.os_version?.trim() ?? "";
  if (rules.needsOsVersion && version === "") throw imsError("IMG.0056");
  const object = findObject(world, project, url);
  checkFile(object, rules.isQuick(object));
  checkIso(object, envType, version);
  checkKey(world, project, body.cmk_id, envType);
  const os = osOf(body, object, version);
  const floor = rules.minDiskFloor[os["__os_type"] === "Windows" ? "windows" : "linux"];
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
