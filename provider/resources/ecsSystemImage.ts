import type { EcsSystemImageArgs } from "../kinds/single/ecsSystemImage";
import { imageClass } from "./imageResource";

/**
 * A system image from a server (ECS or BMS): POST /v2/cloudimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EcsSystemImage("base", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   tags: { team: "base" },
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EcsSystemImage extends imageClass<EcsSystemImageArgs>({
  kind: "ecsSystemImage",
  type: "EcsSystemImage",
  arguments: ["instanceId", "minRam", "maxRam"],
}) {}
