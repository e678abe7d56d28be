// Shape B: data disks of one server. What stands inside data_images wins over the fields beside it.
import type { Volume } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import { LIMITS } from "../limits";
import { osFacts } from "../osFacts";
import type { JobPart, JobPlan } from "../startJob";
import type { World } from "../world";
import type { CreateBody, DataImageBody } from "./body";
import { PRIVATE, readDescription, readEnterpriseProject, readName, readTags } from "./commonFields";

const DEFAULT_OS = "CentOS 7.6 64bit";

export function findVolume(world: World, project: Project, id: string | undefined): Volume {
  const volume = world.store.volume(project, id ?? "");
  if (volume === undefined) throw imsError("IMG.0120");
  return volume;
}

function checkOneServer(volumes: readonly Volume[], serverId: string | undefined): void {
  const servers = new Set(volumes.map((volume) => volume.serverId));
  if (serverId !== undefined) servers.add(serverId);
  if (servers.size > 1) throw imsError("IMG.0140");
  if (new Set(volumes).size < volumes.length) throw imsError("IMG.0120", "A data disk is named twice.");
}

function volumePart(world: World, project: Project, body: CreateBody, element: DataImageBody, volume: Volume): JobPart {
  const limits = LIMITS[world.cloud];
  const server = world.store.server(project, volume.serverId ?? "");
  return {
    image: {
      name: readName({ name: element.name ?? body.name }, limits),
      tags: readTags(element.tags || element.image_tags ? element : body, limits),
      attributes: {
        ...PRIVATE,
        ...readDescription({ description: element.description ?? body.description }),
        ...readEnterpriseProject(body),
        ...osFacts(server?.osVersion ?? volume.osVersion ?? DEFAULT_OS),
        min_disk: volume.sizeGb,
        virtual_env_type: "DataImage",
        __data_origin: `volume,${volume.id}`,
      },
      sizeGb: volume.sizeGb / 10,
    },
    childType: "imsCopyVolumeToImageJob",
    outcome: volume,
  };
}

export function volumeParts(world: World, project: Project, body: CreateBody, serverId?: string): JobPart[] {
  const elements = body.data_images ?? [];
  if (elements.some((element) => element.image_url !== undefined)) throw imsError("IMG.0021");
  const volumes = elements.map((element) => findVolume(world, project, element.volume_id));
  checkOneServer(volumes, serverId);
  return elements.flatMap((element, index) => {
    const volume = volumes[index];
    return volume ? [volumePart(world, project, body, element, volume)] : [];
  });
}

export const fromVolumes = (world: World, project: Project, body: CreateBody): JobPlan => ({
  type: "imsVolumesToSysDataImagesJob",
  nested: true,
  parts: volumeParts(world, project, body),
});
