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
    jobProgress: false,
  },
};
