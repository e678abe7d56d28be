// Shape A: the system disk of a server. Shape C: the same, with data disks beside it.
import type { Scalar } from "../../store/images";
import type { Server } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import { osFacts } from "../osFacts";
import type { JobPart, JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readMemory, readName, readTags } from "./commonFields";
import { volumeParts } from "./fromVolumes";

/** What an image learns from the server, however it is made. */
export function serverFacts(server: Server): Record<string, Scalar | undefined> {
  const arm = server.architecture === "arm";
  return {
    ...osFacts(server.osVersion),
    __originalimagename: server.imageId ?? "",
    __support_arm: arm ? "true" : undefined,
    hw_firmware_type: server.firmware ?? (arm ? "uefi" : undefined),
  };
}

const serverAttributes = (server: Server): Record<string, Scalar | undefined> => ({
  ...serverFacts(server),
  min_disk: server.systemDiskGb,
  virtual_env_type: server.bareMetal ? "Ironic" : "FusionCompute",
  __data_origin: `instance,${server.id}`,
});

function systemPart(world: World, project: Project, body: CreateBody): JobPart {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readMemory(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  const server = world.store.server(project, body.instance_id ?? "");
  if (server === undefined) throw imsError("IMG.0005");
  return {
    image: { name, tags, attributes: { ...common, ...serverAttributes(server) }, sizeGb: server.systemDiskGb / 10 },
    childType: "imsCopyVolumeToImageJob",
    outcome: server,
  };
}

export function fromServer(world: World, project: Project, body: CreateBody): JobPlan {
  const system = systemPart(world, project, body);
  if (!body.data_images?.length) return { type: "imsCreateImageByInstance", nested: false, parts: [system] };
  return {
    type: "imsVolumesToSysDataImagesJob",
    nested: true,
    parts: [system, ...volumeParts(world, project, body, body.instance_id)],
  };
}
