/** For every kind a program to try it with: the one table that a new kind adds a row to. */
import {
  brokenBackupId,
  brokenObject,
  brokenQuickObject,
  brokenServerId,
  brokenVolumeId,
  csbsBackupId,
  dataObject,
  demoBackupId,
  demoKeyId,
  demoServerId,
  demoSystemVolumeId,
  demoVaultId,
  demoVolumeId,
  isoObject,
  rawObject,
  type SeedDocument,
  secondBackupId,
  secondVaultId,
  secondVolumeId,
  ubuntuVolumeId,
  windowsServerId,
  zvhd2Object,
} from "pulumi-ims-simulator";
import * as kinds from "../../provider/kinds";
import type { Kind } from "../../provider/kinds/kind";
import type { Properties } from "./miniStack";

/** Attributes of an image by their names on the wire, null where it has none; `tags` are those of the program. */
export type Shown = Readonly<Record<string, string | number | boolean | null | Readonly<Record<string, string>>>>;

export interface MutableSample {
  readonly value: unknown;
  /** How the image shows the value. */
  readonly shown: Shown;
  /** How the image shows that the program has dropped it; missing where dropping it is no difference. */
  readonly cleared?: Shown;
  /** What somebody does at the console. */
  readonly drift: Shown;
}

export interface Sample {
  /** Every argument, so that each can be changed, dropped and drift. */
  readonly program: Properties;
  /** How the image of the program shows itself. */
  readonly shown: Shown;
  readonly mutable: Readonly<Record<string, MutableSample>>;
  /** The one of several sources that the program names, and the one that has tests of its own. */
  readonly source?: { readonly given: string; readonly other: string };
  /** Another value for each argument that replaces. */
  readonly immutable: Readonly<Record<string, unknown>>;
  /** Arguments that replace and can have one value only. */
  readonly fixed?: readonly string[];
  /** What has to change together with an argument that replaces. */
  readonly along?: Readonly<Record<string, Properties>>;
  /** Another value for each argument that is only recorded. */
  readonly recorded?: Properties;
  /** What a second image needs of its own, where a source makes one image only. */
  readonly second?: Properties;
  /** The job fails; missing where there is no job. */
  readonly broken?: { readonly args: Properties; readonly code: string; readonly reason: string };
  /** The call is refused, with this code or text; missing where the call names no source. */
  readonly missing?: { readonly args: Properties; readonly code: string };
  /** The source takes no second job while one runs. */
  readonly busyWhileRunning?: true;
  /** What the cloud has to hold beside the simulator's defaults. */
  readonly seed?: SeedDocument;
}

const nowhere = "deadbeef-0000-4000-8000-000000000000";
const enterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a01";
const otherEnterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a02";
const thirdEnterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a03";

const common = {
  name: "golden",
  description: "Base image",
  tags: { team: "base", release: "41" },
  enterpriseProjectId: enterpriseProject,
  protected: false,
  triggers: { release: "41" },
};

const commonShown = {
  name: "golden",
  __description: "Base image",
  tags: { team: "base", release: "41" },
  enterprise_project_id: enterpriseProject,
  protected: false,
};

/** What can be changed of every image. */
export const commonMutable = {
  name: { value: "renamed", shown: { name: "renamed" }, drift: { name: "edited" } },
  description: {
    value: "Another text",
    shown: { __description: "Another text" },
    cleared: { __description: null },
    drift: { __description: "edited" },
  },
  tags: {
    value: { team: "web", stage: "test" },
    shown: { tags: { team: "web", stage: "test" } },
    cleared: { tags: {} },
    drift: { tags: { team: "edited", extra: "1" } },
  },
  enterpriseProjectId: {
    value: otherEnterpriseProject,
    shown: { enterprise_project_id: otherEnterpriseProject },
    cleared: { enterprise_project_id: "0" },
    drift: { enterprise_project_id: thirdEnterpriseProject },
  },
  protected: { value: true, shown: { protected: true }, drift: { protected: true } },
} satisfies Sample["mutable"];

const memoryMutable = {
  minRam: { value: 2_048, shown: { min_ram: 2_048 }, cleared: { min_ram: 0 }, drift: { min_ram: 512 } },
  maxRam: { value: 8_192, shown: { max_ram: "8192" }, cleared: { max_ram: "0" }, drift: { max_ram: "16384" } },
} satisfies Sample["mutable"];

const firmwareMutable = {
  hwFirmwareType: {
    value: "bios",
    shown: { hw_firmware_type: "bios" },
    cleared: { hw_firmware_type: "bios" },
    drift: { hw_firmware_type: "bios" },
  },
} satisfies Sample["mutable"];

const memory = { minRam: 1_024, maxRam: 4_096 };
const memoryShown = { min_ram: 1_024, max_ram: "4096" };

const record = {
  osVersion: "Ubuntu 14.04 server 64bit",
  minDisk: 100,
  containerFormat: "bare",
  visibility: "private",
};
const recordShown = { min_disk: 100, __os_version: "Ubuntu 14.04 server 64bit" };

/** Reasons to make another image, for every kind. */
export const commonImmutable = { triggers: { release: "42" }, region: "eu-nl" };

const unreadable = {
  code: "IMG.0057",
  reason: "the image file is empty, missing, in a wrong format or unreadable",
};
const noFile = (imageUrl: string) => ({ args: { imageUrl }, code: "IMG.0121" });

const otherIso = "more-images:ubuntu1804.iso";
const brokenIso = "more-images:broken.iso";
const isoFiles: SeedDocument = {
  buckets: [
    {
      name: "more-images",
      objects: [
        { key: "ubuntu1804.iso", format: "iso", diskGb: 0 },
        { key: "broken.iso", format: "iso", diskGb: 0, durationSeconds: 30, broken: unreadable },
      ],
    },
  ],
};

const largeVault: SeedDocument = { vaults: [{ id: demoVaultId, sizeGb: 100_000 }] };

export const samples: Readonly<Record<keyof typeof kinds, Sample>> = {
  ecsSystemImage: {
    program: { ...common, instanceId: demoServerId, ...memory },
    shown: { ...commonShown, ...memoryShown, __data_origin: `instance,${demoServerId}` },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { instanceId: windowsServerId, ...commonImmutable },
    broken: {
      args: { instanceId: brokenServerId },
      code: "IMG.0006",
      reason: "the system disk of the server cannot be used for an image",
    },
    missing: { args: { instanceId: nowhere }, code: "IMG.0005" },
  },
  evsDataImage: {
    program: { ...common, volumeId: demoVolumeId },
    shown: { ...commonShown, __data_origin: `volume,${demoVolumeId}` },
    mutable: commonMutable,
    immutable: { volumeId: secondVolumeId, ...commonImmutable },
    broken: {
      args: { volumeId: brokenVolumeId },
      code: "IMG.0022",
      reason: "the state of the disk does not allow an image",
    },
    missing: { args: { volumeId: nowhere }, code: "IMG.0120" },
  },
  evsSystemImage: {
    program: { ...common, ...memory, volumeId: demoSystemVolumeId, osVersion: "CentOS 7.0 64bit", type: "ECS" },
    shown: { ...commonShown, ...memoryShown, __data_origin: `volume,${demoSystemVolumeId}` },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { volumeId: ubuntuVolumeId, osVersion: "CentOS 7.6 64bit", type: "BMS", ...commonImmutable },
    broken: {
      args: { volumeId: brokenVolumeId },
      code: "IMG.0022",
      reason: "the state of the disk does not allow an image",
    },
    missing: { args: { volumeId: nowhere }, code: "IMG.0120" },
  },
  obsSystemImage: {
    program: {
      ...common,
      ...memory,
      imageUrl: zvhd2Object,
      minDisk: 40,
      osType: "Linux",
      osVersion: "CentOS 7.0 64bit",
      type: "ECS",
      isConfig: false,
      isQuickImport: false,
      cmkId: demoKeyId,
      architecture: "x86",
      hwFirmwareType: "uefi",
      licenseType: "platform",
    },
    shown: {
      ...commonShown,
      ...memoryShown,
      min_disk: 40,
      hw_firmware_type: "uefi",
      __system__cmkid: demoKeyId,
      __data_origin: `file,${zvhd2Object}`,
    },
    mutable: { ...commonMutable, ...memoryMutable, ...firmwareMutable },
    immutable: {
      imageUrl: rawObject,
      minDisk: 50,
      osType: "Windows",
      osVersion: "CentOS 7.6 64bit",
      type: "BMS",
      isConfig: true,
      isQuickImport: true,
      cmkId: undefined,
      architecture: "arm",
      licenseType: "byol",
      ...commonImmutable,
    },
    along: { type: { cmkId: undefined } },
    broken: { args: { imageUrl: brokenObject }, ...unreadable },
    missing: noFile("ims-image:nothing.qcow2"),
  },
  obsIsoImage: {
    program: {
      ...common,
      ...memory,
      imageUrl: isoObject,
      minDisk: 40,
      osVersion: "CentOS 7.0 64bit",
      isConfig: false,
      cmkId: demoKeyId,
      architecture: "x86",
    },
    shown: {
      ...commonShown,
      ...memoryShown,
      min_disk: 40,
      disk_format: "iso",
      virtual_env_type: "IsoImage",
      __system__cmkid: demoKeyId,
    },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: {
      imageUrl: otherIso,
      minDisk: 50,
      osVersion: "CentOS 7.6 64bit",
      isConfig: true,
      cmkId: undefined,
      architecture: "arm",
      ...commonImmutable,
    },
    broken: { args: { imageUrl: brokenIso }, ...unreadable },
    missing: noFile("ims-image:nothing.iso"),
    seed: isoFiles,
  },
  obsDataImage: {
    program: { ...common, imageUrl: dataObject, minDisk: 40, osType: "Linux", cmkId: demoKeyId },
    shown: { ...commonShown, min_disk: 40, virtual_env_type: "DataImage", __system__cmkid: demoKeyId },
    mutable: commonMutable,
    immutable: {
      imageUrl: "ims-image:data2.qcow2",
      minDisk: 50,
      osType: "Windows",
      cmkId: undefined,
      ...commonImmutable,
    },
    broken: { args: { imageUrl: brokenObject }, ...unreadable },
    missing: noFile("ims-image:nothing.qcow2"),
  },
  quickImportSystemImage: {
    program: {
      ...common,
      ...memory,
      imageUrl: zvhd2Object,
      minDisk: 40,
      osVersion: "CentOS 7.0 64bit",
      type: "ECS",
      architecture: "x86",
      hwFirmwareType: "uefi",
      licenseType: "platform",
    },
    shown: { ...commonShown, ...memoryShown, min_disk: 40, hw_firmware_type: "uefi" },
    mutable: { ...commonMutable, ...memoryMutable, ...firmwareMutable },
    immutable: {
      imageUrl: rawObject,
      minDisk: 50,
      osVersion: "CentOS 7.6 64bit",
      type: "BMS",
      architecture: "arm",
      licenseType: "byol",
      ...commonImmutable,
    },
    broken: { args: { imageUrl: brokenQuickObject }, ...unreadable },
    missing: noFile("ims-image:nothing.zvhd2"),
  },
  quickImportDataImage: {
    program: { ...common, imageUrl: zvhd2Object, minDisk: 40, osType: "Linux" },
    shown: { ...commonShown, min_disk: 40, virtual_env_type: "DataImage" },
    mutable: commonMutable,
    immutable: { imageUrl: rawObject, minDisk: 50, osType: "Windows", ...commonImmutable },
    broken: { args: { imageUrl: brokenQuickObject }, ...unreadable },
    missing: noFile("ims-image:nothing.zvhd2"),
  },
  ecsWholeImage: {
    program: { ...common, ...memory, instanceId: demoServerId, vaultId: demoVaultId, deleteBackup: false },
    shown: { ...commonShown, ...memoryShown, __whole_image: "true" },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { instanceId: windowsServerId, vaultId: secondVaultId, ...commonImmutable },
    recorded: { deleteBackup: true },
    broken: {
      args: { instanceId: brokenServerId },
      code: "IMG.0006",
      reason: "the system disk of the server cannot be used for an image",
    },
    missing: { args: { instanceId: nowhere }, code: "IMG.0005" },
    busyWhileRunning: true,
    seed: largeVault,
  },
  cbrWholeImage: {
    program: { ...common, ...memory, backupId: demoBackupId, wholeImageType: "CBR", deleteBackup: false },
    shown: { ...commonShown, ...memoryShown, __whole_image: "true", __backup_id: demoBackupId },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { backupId: secondBackupId, wholeImageType: "CSBS", ...commonImmutable },
    along: { wholeImageType: { backupId: csbsBackupId }, region: { backupId: secondBackupId } },
    recorded: { deleteBackup: true },
    second: { backupId: secondBackupId },
    broken: { args: { backupId: brokenBackupId }, code: "IMG.0032", reason: "the backup cannot be read" },
    missing: { args: { backupId: nowhere }, code: "IMG.0020" },
  },
  imageMetadata: {
    program: {
      ...common,
      ...memory,
      ...record,
      diskFormat: "vhd",
    },
    shown: { ...commonShown, ...memoryShown, ...recordShown, disk_format: "vhd" },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { osVersion: "CentOS 7.0 64bit", minDisk: 200, diskFormat: "raw", ...commonImmutable },
    fixed: ["containerFormat", "visibility"],
  },
  registeredImage: {
    program: { ...common, ...memory, ...record, imageUrl: zvhd2Object, diskFormat: "zvhd2" },
    source: { given: "imageUrl", other: "localFile" },
    shown: { ...commonShown, ...memoryShown, ...recordShown, disk_format: "zvhd2" },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: {
      imageUrl: rawObject,
      osVersion: "CentOS 7.0 64bit",
      minDisk: 200,
      diskFormat: "raw",
      ...commonImmutable,
    },
    along: { imageUrl: { diskFormat: "raw" }, diskFormat: { imageUrl: rawObject } },
    fixed: ["containerFormat", "visibility"],
    broken: { args: { imageUrl: brokenQuickObject }, ...unreadable },
  },
  serverImage: {
    program: { ...common, ...memory, instanceId: demoServerId, metadata: { purpose: "golden" } },
    shown: { ...commonShown, ...memoryShown, purpose: "golden" },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { instanceId: windowsServerId, metadata: { purpose: "test" }, ...commonImmutable },
    missing: { args: { instanceId: nowhere }, code: "could not be found" },
  },
};

export interface SampleRow {
  readonly kind: Kind;
  readonly type: string;
  readonly sample: Sample;
}

const kindOf: Readonly<Record<string, Kind>> = kinds;

/** Each kind with its row. */
export const sampleRows: readonly SampleRow[] = Object.entries(samples).flatMap(([name, sample]) => {
  const kind = kindOf[name];
  return kind === undefined ? [] : [{ kind, type: kind.type, sample }];
});
