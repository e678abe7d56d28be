import type { CbrWholeImageArgs } from "../kinds/single/cbrWholeImage";
import { imageClass } from "./imageResource";

/**
 * A full-server image from a backup (CBR or CSBS): POST /v1/cloudimages/wholeimages/action.
 *
 * @example
 * ```ts
 * const image = new ims.CbrWholeImage("restored", {
 *   backupId: "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3",
 * });
 * export const imageId = image.imageId;
 * ```
 */
export class CbrWholeImage extends imageClass<CbrWholeImageArgs>({
  kind: "cbrWholeImage",
  type: "CbrWholeImage",
  arguments: ["backupId", "wholeImageType", "deleteBackup", "minRam", "maxRam"],
}) {}
