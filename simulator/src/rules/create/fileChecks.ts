// What is checked of a file and of the fields that come with it.
import type { Failure } from "../../store/jobs";
import type { BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import type { World } from "../world";
import type { CreateBody } from "./body";
import type { EnvType } from "./imageTypes";

const MAX_IMPORT_GB = 128;
const MAX_QUICK_IMPORT_GB = 1024;
const MAX_DATA_IMAGES = 3;
const QUICK_FORMATS: readonly BucketObject["format"][] = ["raw", "zvhd2"];

export const isQuickFormat = ({ format }: BucketObject): boolean => QUICK_FORMATS.includes(format);

export function checkFile(object: BucketObject, quick: boolean): void {
  if (object.sizeGb > (quick ? MAX_QUICK_IMPORT_GB : MAX_IMPORT_GB)) throw imsError("IMG.0059");
  if (quick && !isQuickFormat(object)) throw imsError("IMG.0057");
  if (quick && object.format === "raw" && !object.bitmap) {
    throw imsError("IMG.0057", "There is no bitmap file beside the RAW file.");
  }
}

/** The size of the disk in the file shows only when the job reads it. */
export function tooSmall(object: BucketObject, minDisk: number): Failure | undefined {
  if (minDisk >= object.diskGb) return undefined;
  return { code: "IMG.0055", reason: "min_disk is smaller than the disk in the image file", leftover: "killed" };
}

export function checkSize(size: number | undefined, floor: number, ceiling: number): number {
  if (size === undefined || size < floor || size > ceiling) throw imsError("IMG.0055");
  return size;
}

export function checkKey(world: World, project: Project, keyId: string | undefined, envType: EnvType): void {
  if (!keyId) return;
  if (envType === "Ironic") throw imsError("IMG.0118");
  const key = world.store.encryptionKey(project, keyId);
  if (key === undefined) throw imsError("IMG.0095");
  if (!key.enabled) throw imsError("IMG.0097");
}

/** ISO files make ISO images, and nothing else does. */
export function checkIso(object: BucketObject, envType: EnvType, version: string): void {
  const isIso = object.format === "iso";
  if (isIso !== (envType === "IsoImage")) throw imsError("IMG.0105");
  if (isIso && version === "") throw imsError("IMG.0166");
}

export function checkDataImages(body: CreateBody, url: string): void {
  const urls = [url, ...(body.data_images ?? []).map((element) => element.image_url)];
  if (urls.length > MAX_DATA_IMAGES + 1 || new Set(urls).size < urls.length) throw imsError("IMG.0123");
}
