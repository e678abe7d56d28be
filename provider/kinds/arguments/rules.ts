/** Rules between arguments, and warnings of a preview; shared by kinds. */
import type { Rule } from "../kind";

export const noKeyForBareMetal: Rule<{ readonly type?: string | undefined; readonly cmkId?: string | undefined }> = {
  about: ["type", "cmkId"],
  problem: ({ type, cmkId }) =>
    cmkId !== undefined && (type === "BMS" || type === "Ironic")
      ? "cmkId cannot be set: images for bare metal cannot be encrypted"
      : undefined,
};

export const quickImportNeedsVersion: Rule<{
  readonly isQuickImport?: boolean | undefined;
  readonly osVersion?: string | undefined;
}> = {
  about: ["isQuickImport", "osVersion"],
  problem: ({ isQuickImport, osVersion }) =>
    isQuickImport && osVersion === undefined ? "osVersion is required when isQuickImport is true" : undefined,
};

export const armBootsByUefi: Rule<{
  readonly architecture?: string | undefined;
  readonly hwFirmwareType?: string | undefined;
}> = {
  about: ["architecture", "hwFirmwareType"],
  problem: ({ architecture, hwFirmwareType }) =>
    architecture === "arm" && hwFirmwareType === "bios"
      ? "an arm image boots by UEFI, whatever hwFirmwareType says"
      : undefined,
};

export const memoryOrder: Rule<{ readonly minRam?: number | undefined; readonly maxRam?: number | undefined }> = {
  about: ["minRam", "maxRam"],
  problem: ({ minRam = 0, maxRam = 0 }) =>
    maxRam > 0 && maxRam < minRam ? "maxRam is smaller than minRam" : undefined,
};

export const smallDisk: Rule<{
  readonly minDisk: number;
  readonly osType?: string | undefined;
  readonly osVersion?: string | undefined;
}> = {
  about: ["minDisk", "osType", "osVersion"],
  problem: ({ minDisk, osType, osVersion = "" }) => {
    const least = osType === "Windows" || /^windows/i.test(osVersion) ? 20 : 10;
    return minDisk < least
      ? `Huawei Cloud wants minDisk to be at least ${least} GB; Open Telekom Cloud takes ${minDisk}`
      : undefined;
  },
};

export const smallDataDisk: Rule<{ readonly minDisk: number }> = {
  about: ["minDisk"],
  problem: ({ minDisk }) =>
    minDisk < 40 ? "the documents of both clouds want minDisk of a data image to be at least 40 GB" : undefined,
};

export const windowsEnds: Rule<{ readonly osType?: string | undefined; readonly osVersion?: string | undefined }> = {
  about: ["osType", "osVersion"],
  problem: ({ osType, osVersion = "" }) =>
    osType === "Windows" || /^windows/i.test(osVersion)
      ? "Huawei Cloud makes no Windows images any more; the service may refuse"
      : undefined,
};

export const backupGoes: Rule<{ readonly deleteBackup?: boolean | undefined }> = {
  about: ["deleteBackup"],
  problem: ({ deleteBackup }) =>
    deleteBackup
      ? "deleteBackup is true: when this image is deleted or replaced, the backup behind it is deleted too"
      : undefined,
};

const why = "a data image has no memory limits";
export const noMemoryLimits = { minRam: why, maxRam: why } as const;

export const versionGuessed: Rule<{ readonly osVersion?: string | undefined }> = {
  about: ["osVersion"],
  problem: ({ osVersion }) =>
    osVersion === undefined
      ? "without osVersion the service takes Other Linux(64 bit), and servers made from the image may not start"
      : undefined,
};

export const longName: Rule<{ readonly name: string }> = {
  about: ["name"],
  problem: ({ name }) =>
    [...name].length > 128
      ? "only the native calls take names of more than 128 characters; the console and other tools may not change this image"
      : undefined,
};

const endingOf = (imageUrl: string) => /\.([a-z0-9]+)$/i.exec(imageUrl)?.[1]?.toLowerCase();

/** The ending of a file is a hint, no more: the service looks into the file. */
const quickEndings: ReadonlySet<string | undefined> = new Set(["raw", "zvhd2", "img", undefined]);

export const quickFormat: Rule<{ readonly imageUrl: string }> = {
  about: ["imageUrl"],
  problem: ({ imageUrl }) =>
    quickEndings.has(endingOf(imageUrl))
      ? undefined
      : "the fast import is for ZVHD2 files, and RAW files with a bitmap; a file of another format takes the common way, and must be smaller than 128 GB",
};

export const quickFormatIfQuick: Rule<{
  readonly imageUrl: string;
  readonly isQuickImport?: boolean | undefined;
}> = {
  about: ["imageUrl", "isQuickImport"],
  problem: (args) => (args.isQuickImport ? quickFormat.problem(args) : undefined),
};

export const isoElsewhere: Rule<{ readonly imageUrl: string }> = {
  about: ["imageUrl"],
  problem: ({ imageUrl }) =>
    endingOf(imageUrl) === "iso" ? "imageUrl looks like an ISO file, which ObsIsoImage makes an image of" : undefined,
};
