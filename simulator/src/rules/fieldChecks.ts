// Checks of single fields, shared by creating and updating. Each throws the code that the service documents.
import { imsError } from "./errors";
import type { Limits } from "./limits";

const MAX_NAME = 128;
const MAX_DESCRIPTION = 1024;

export function checkName(name: string, limits: Limits): void {
  if (name === "") throw imsError("IMG.0013");
  if ([...name].length > MAX_NAME) throw imsError("IMG.0002");
  if (name.trim() !== name || !limits.imageName.test(name)) throw imsError("IMG.0003");
}

export function checkDescription(description: string): void {
  if ([...description].length > MAX_DESCRIPTION) throw imsError("IMG.0004");
  if (/[\r\n<>]/.test(description)) throw imsError("IMG.0054");
}

export function checkTag(key: string, value: string, limits: Limits): void {
  if (key.length > limits.tagKeyLength || !limits.tagKey.test(key)) throw imsError("IMG.0115");
  if (value.length > limits.tagValueLength || !limits.tagValue.test(value)) throw imsError("IMG.0115");
}

export function checkTagCount(count: number, limits: Limits): void {
  if (count > limits.tagsPerImage) throw imsError("IMG.0116");
}

export function checkMemory(minRam: number, maxRam: number | undefined): void {
  if (minRam < 0 || (maxRam ?? 0) < 0) throw imsError("IMG.0055");
  if (maxRam && maxRam < minRam) throw imsError("IMG.0055");
}
