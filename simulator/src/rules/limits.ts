// Where the clouds differ: sizes, characters, and what a running job tells (reference pages of each cloud).
import type { Cloud } from "../base/cloud";

export interface Limits {
  imageName: RegExp;
  tagKey: RegExp;
  tagKeyLength: number;
  tagValue: RegExp;
  tagValueLength: number;
  tagsPerImage: number;
  minDiskFloor: { linux: number; windows: number };
  /** What POST /v2/images takes. */
  nativeMinDisk: { floor: number; ceiling: number };
  nativeDiskFormats: readonly string[];
  /** Smallest min_disk of a data image of a file. */
  dataDiskFloor: number;
  /** Whether a running job shows current_task and process_percent. */
  jobProgress: boolean;
}

export const LIMITS: Readonly<Record<Cloud, Limits>> = {
  huaweicloud: {
    imageName: /^[A-Za-z0-9\p{Script=Han}\-._ ]+$/u,
    tagKey: /^[\p{L}\p{N}_.:+\-@]([\p{L}\p{N} _.:+\-@]*[\p{L}\p{N}_.:+\-@])?$/u,
    tagKeyLength: 128,
    tagValue: /^[\p{L}\p{N} _.:+\-@/]*$/u,
    tagValueLength: 255,
    tagsPerImage: 20,
    minDiskFloor: { linux: 10, windows: 20 },
    nativeMinDisk: { floor: 40, ceiling: 255 },
    nativeDiskFormats: ["zvhd2", "vhd", "zvhd", "raw", "iso", "qcow2"],
    dataDiskFloor: 40,
    jobProgress: true,
  },
  otc: {
    imageName: /^[A-Za-z0-9\-._ ]+$/,
    tagKey: /^[A-Za-z0-9_-]+$/,
    tagKeyLength: 36,
    tagValue: /^[A-Za-z0-9_.-]*$/,
    tagValueLength: 43,
    tagsPerImage: 10,
    minDiskFloor: { linux: 1, windows: 1 },
    nativeMinDisk: { floor: 1, ceiling: 1024 },
    nativeDiskFormats: ["zvhd2", "vhd", "raw", "qcow2"],
    dataDiskFloor: 1,
    jobProgress: false,
  },
};
