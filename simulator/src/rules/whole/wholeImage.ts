// What every whole image has, whatever it was made from.
import type { Scalar } from "../../store/images";
import type { NewImage } from "../addImage";
import {
  PRIVATE,
  readDescription,
  readEnterpriseProject,
  readMemory,
  readName,
  readTags,
} from "../create/commonFields";
import { LIMITS } from "../limits";
import type { World } from "../world";
import type { WholeBody } from "./body";

export interface WholeSource {
  backupId: string;
  systemDiskGb: number;
  /** What is known of the server. */
  attributes: Readonly<Record<string, Scalar | undefined>>;
}

/** The image is put together once the fields are checked and the source is found. */
export function wholeImage(world: World, body: WholeBody): (source: WholeSource) => NewImage {
  const limits = LIMITS[world.cloud];
  const name = readName(body, limits);
  const common = { ...PRIVATE, ...readDescription(body), ...readMemory(body), ...readEnterpriseProject(body) };
  const tags = readTags(body, limits);
  return ({ backupId, systemDiskGb, attributes }) => ({
    name,
    tags,
    attributes: {
      ...common,
      ...attributes,
      min_disk: systemDiskGb,
      virtual_env_type: "FusionCompute",
      __data_origin: `server_backup,${backupId}`,
      __backup_id: backupId,
      __whole_image: "true",
    },
    sizeGb: systemDiskGb / 10,
  });
}
