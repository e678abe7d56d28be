// Shape E: a data disk that holds an operating system. What the service finds on the disk wins over os_version.
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import { osFacts } from "../osFacts";
import type { JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readMemory, readName, readTags } from "./commonFields";
import { findVolume } from "./fromVolumes";
import { envTypeOf } from "./imageTypes";

export function fromSystemVolume(world: World, project: Project, body: CreateBody): JobPlan {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readMemory(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  const virtual_env_type = envTypeOf(body.type, ["ECS", "BMS", "FusionCompute", "Ironic"]);
  const version = body.os_version?.trim();
  if (!version) throw imsError("IMG.0056");
  const volume = findVolume(world, project, body.volume_id);
  const attributes = {
    ...common,
    ...osFacts(volume.osVersion ?? version),
    min_disk: volume.sizeGb,
    virtual_env_type,
    __data_origin: `volume,${volume.id}`,
  };
  const image = { name, tags, attributes, sizeGb: volume.sizeGb / 10 };
  return { type: "imsVolumeCreateImageJob", nested: false, parts: [{ image, childType: "", outcome: volume }] };
}
