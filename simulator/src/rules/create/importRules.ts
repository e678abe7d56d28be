// Where the calls that import a file with a system differ.
import type { BucketObject } from "../../store/seedSchema";
import type { ImageType } from "./imageTypes";

export interface ImportRules {
  types: readonly ImageType[];
  /** Whether a file is read the quick way. */
  isQuick: (object: BucketObject) => boolean;
  needsOsVersion: boolean;
  minDiskFloor: { linux: number; windows: number };
}
