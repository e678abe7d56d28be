import type { EvsSystemImageArgs } from "../kinds/single/evsSystemImage";
import { imageClass } from "./imageResource";

/**
 * A system image from a data volume that holds a system: POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EvsSystemImage("rescued", {
 *   volumeId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   osVersion: "CentOS 7.0 64bit",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EvsSystemImage extends imageClass<EvsSystemImageArgs>({
  kind: "evsSystemImage",
  type: "EvsSystemImage",
  arguments: ["volumeId", "osVersion", "type", "minRam", "maxRam"],
}) {}
