import type { EcsWholeImageArgs } from "../kinds/single/ecsWholeImage";
import { imageClass } from "./imageResource";

/**
 * A full-server image from a server, with a backup in a vault behind it: POST /v1/cloudimages/wholeimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.EcsWholeImage("everything", {
 *   instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
 *   vaultId: "de9fcf45-11b2-432c-8562-5c5428574600",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class EcsWholeImage extends imageClass<EcsWholeImageArgs>({
  kind: "ecsWholeImage",
  type: "EcsWholeImage",
  arguments: ["instanceId", "vaultId", "deleteBackup", "minRam", "maxRam"],
}) {}
