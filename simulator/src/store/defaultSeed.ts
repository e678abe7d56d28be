// What the simulator holds when nothing else is said: two accounts, and everything that the examples of the API pages name.
import { demoAgency, demoIdentityProvider, demoIdToken, demoMfaUser, otherAgency } from "./demoIdentities";
import type { SeedDocument } from "./seedSchema";

export interface Credentials {
  accessKey: string;
  secretKey: string;
  account: string;
  user: string;
  password: string;
  /** Project ids by region. */
  projects: Readonly<Record<string, string>>;
}

export const demoCredentials: Credentials = {
  accessKey: "SIMAKDEMO00000000001",
  secretKey: "SimSecretKeyOfTheDemoAccountNotARealOne1",
  account: "demo",
  user: "demo-user",
  password: "demo-password",
  projects: {
    "eu-de": "0a11ce00de0000000000000000000001",
    "eu-nl": "0a11ce00de0000000000000000000002",
    "cn-north-4": "0a11ce00de0000000000000000000003",
    "ap-southeast-1": "0a11ce00de0000000000000000000004",
  },
};

export const otherCredentials: Credentials = {
  accessKey: "SIMAKOTHER0000000001",
  secretKey: "SimSecretKeyOfTheOtherAccountNotARealOne",
  account: "other",
  user: "other-user",
  password: "other-password",
  projects: {
    "eu-de": "0b0b0000de0000000000000000000001",
    "eu-nl": "0b0b0000de0000000000000000000002",
    "cn-north-4": "0b0b0000de0000000000000000000003",
    "ap-southeast-1": "0b0b0000de0000000000000000000004",
  },
};

export const demoServerId = "877a2cda-ba63-4e1e-b95f-e67e48b6129a";
export const demoVolumeId = "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30";
/** A data disk with an operating system on it; on the API pages it has the id of the server. */
export const demoSystemVolumeId = "877a2cda-ba63-4e1e-b95f-e67e48b6129a";
/** A second data disk of the demo server. */
export const secondVolumeId = "2b7a3f0e-6f0f-4b46-9d1e-1f5b7c0a9d02";
/** A data disk of another server. */
export const foreignVolumeId = "3c8b4a1f-7a1a-4c57-8e2f-2a6c8d1b0e03";
/** Images of this server are ready within two seconds. */
export const quickServerId = "11111111-2222-4333-8444-555555555501";
export const windowsServerId = "11111111-2222-4333-8444-555555555502";
/** The job of an image of this server fails. */
export const brokenServerId = "bad00000-0000-4000-8000-000000000001";
/** The job of an image of this volume fails. */
export const brokenVolumeId = "bad00000-0000-4000-8000-000000000002";
/** The service refuses to start an image of this server, because a task is running on it. */
export const busyServerId = "bad00000-0000-4000-8000-000000000003";
/** A server in state error: no whole image, no image by ECS. */
export const errorServerId = "bad00000-0000-4000-8000-000000000005";
/** A server that somebody else is backing up. */
export const backingUpServerId = "bad00000-0000-4000-8000-000000000006";
/** A server bound to secondVaultId. */
export const vaultedServerId = "11111111-2222-4333-8444-555555555503";
/** Images that ECS makes of this server show in the lists of IMS; those of the others do not. */
export const registeringServerId = "11111111-2222-4333-8444-555555555504";
export const armServerId = "11111111-2222-4333-8444-555555555505";
/** The only server of the account "other". */
export const otherServerId = "11111111-2222-4333-8444-555555555599";
/** A data disk with Ubuntu 18.04 on it, whatever os_version says. */
export const ubuntuVolumeId = "4d9c5b2a-8b2b-4d68-9f3a-3b7d9e2c1f04";
export const demoVaultId = "de9fcf45-11b2-432c-8562-5c5428574600";
export const secondVaultId = "de9fcf45-11b2-432c-8562-5c5428574601";
/** A vault without room. */
export const fullVaultId = "bad00000-0000-4000-8000-000000000011";
/** A vault for backups of disks. */
export const diskVaultId = "bad00000-0000-4000-8000-000000000012";
/** A vault that is locked. */
export const lockedVaultId = "bad00000-0000-4000-8000-000000000013";
/** A CBR backup of the demo server in the demo vault. */
export const demoBackupId = "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3";
/** A second one. */
export const secondBackupId = "9b27efab-4a17-4c06-bfa2-3e0cf021d3c4";
export const csbsBackupId = "9b27efab-4a17-4c06-bfa2-3e0cf021d3c5";
/** The job of an image of this backup fails. */
export const brokenBackupId = "bad00000-0000-4000-8000-000000000021";
/** A CBR backup, and a CSBS backup, that an image was made of before. */
export const usedBackupId = "bad00000-0000-4000-8000-000000000022";
export const usedCsbsBackupId = "bad00000-0000-4000-8000-000000000023";
/** Backups that are not available. */
export const unavailableBackupId = "bad00000-0000-4000-8000-000000000024";
export const unavailableCsbsBackupId = "bad00000-0000-4000-8000-000000000025";
/** A CBR backup that stays when its image is deleted with delete_backup. */
export const undeletableBackupId = "bad00000-0000-4000-8000-000000000026";
export const demoKeyId = "bd66288c-9081-460a-8227-4cbd0c814cb4";
export const disabledKeyId = "bad00000-0000-4000-8000-000000000004";
export const demoBucket = "ims-image";
/** Objects, in the form bucket:object. */
export const zvhd2Object = "ims-image:centos70.zvhd2";
/** An appliance with a system disk and two data disks. */
export const ovaObject = "ims-image:appliance.ova";
export const isoObject = "ims-image:centos70.iso";
/** A RAW file with a bitmap file beside it. */
export const rawObject = "ims-image:ubuntu1804.raw";
/** A RAW file without one. */
export const plainRawObject = "ims-image:plain.raw";
/** A file with a system for ARM servers. */
export const armObject = "ims-image:ubuntu1804-arm.zvhd2";
/** A ZVHD2 file over 128 GB: only the quick import takes it. */
export const bigObject = "ims-image:big.zvhd2";
export const dataObject = "ims-image:data1.qcow2";
/** A file that the job finds unreadable, in every kind of import. */
export const brokenObject = "ims-image:broken.qcow2";
/** The same for a quick import. */
export const brokenQuickObject = "ims-image:broken.zvhd2";
/** The public image that the demo server was made from. */
export const publicImageId = "bc6bed6e-ba3a-4447-afcc-449174a3eb52";

const projectsOf = (credentials: Credentials) =>
  Object.entries(credentials.projects).map(([region, id]) => ({ id, name: region, region }));

const accountOf = (credentials: Credentials, id: string) => ({
  name: credentials.account,
  id,
  accessKeys: [{ accessKey: credentials.accessKey, secretKey: credentials.secretKey }],
  users: [{ name: credentials.user, password: credentials.password }],
  projects: projectsOf(credentials),
});

export const defaultSeed: SeedDocument = {
  accounts: [
    {
      ...accountOf(demoCredentials, "0d000000000000000000000000000001"),
      users: [{ name: demoCredentials.user, password: demoCredentials.password }, demoMfaUser],
      agencies: [{ name: demoAgency, trustedAccount: otherCredentials.account }],
      identityProviders: [{ id: demoIdentityProvider, idTokens: [demoIdToken] }],
    },
    {
      ...accountOf(otherCredentials, "0d000000000000000000000000000002"),
      agencies: [{ name: otherAgency, trustedAccount: demoCredentials.account }],
    },
  ],
  servers: [
    { id: demoServerId, name: "demo-server", systemDiskGb: 40, imageId: publicImageId },
    { id: quickServerId, name: "quick-server", durationSeconds: 2, imageId: publicImageId },
    { id: windowsServerId, name: "windows-server", osVersion: "Windows Server 2019 Standard 64bit", systemDiskGb: 60 },
    {
      id: brokenServerId,
      name: "broken-server",
      durationSeconds: 30,
      broken: { code: "IMG.0006", reason: "the system disk of the server cannot be used for an image" },
    },
    { id: busyServerId, name: "busy-server", refuse: { code: "IMG.0010" } },
    { id: errorServerId, name: "error-server", state: "error" },
    { id: backingUpServerId, name: "backing-up-server", backingUp: true },
    { id: vaultedServerId, name: "vaulted-server", state: "stopped", vaultId: secondVaultId },
    { id: registeringServerId, name: "registering-server", durationSeconds: 2, registersImages: true },
    { id: armServerId, name: "arm-server", osVersion: "openEuler 20.03 64bit", architecture: "arm" },
    { id: otherServerId, name: "other-server", account: "other" },
  ],
  volumes: [
    { id: demoVolumeId, sizeGb: 100, serverId: demoServerId },
    { id: demoSystemVolumeId, sizeGb: 40, serverId: quickServerId, osVersion: "CentOS 7.0 64bit" },
    { id: secondVolumeId, sizeGb: 200, serverId: demoServerId },
    { id: foreignVolumeId, sizeGb: 50, serverId: quickServerId },
    { id: ubuntuVolumeId, sizeGb: 60, serverId: quickServerId, osVersion: "Ubuntu 18.04 server 64bit" },
    {
      id: brokenVolumeId,
      serverId: demoServerId,
      durationSeconds: 30,
      broken: { code: "IMG.0022", reason: "the state of the disk does not allow an image" },
    },
  ],
  buckets: [
    {
      name: demoBucket,
      objects: [
        { key: "centos70.qcow2", format: "zvhd2", sizeGb: 1, diskGb: 20, osVersion: "CentOS 7.0 64bit" },
        { key: "centos70.zvhd2", format: "zvhd2", sizeGb: 1, diskGb: 20, osVersion: "CentOS 7.0 64bit" },
        { key: "centos70.iso", format: "iso", sizeGb: 4, diskGb: 0 },
        {
          key: "appliance.ova",
          format: "ova",
          sizeGb: 6,
          diskGb: 20,
          dataDisksGb: [50, 80],
          osVersion: "CentOS 7.6 64bit",
        },
        { key: "data1.qcow2", format: "qcow2", sizeGb: 2, diskGb: 10 },
        { key: "data2.qcow2", format: "qcow2", sizeGb: 2, diskGb: 10 },
        {
          key: "huge.raw",
          format: "raw",
          sizeGb: 500,
          diskGb: 500,
          bitmap: true,
          osVersion: "Ubuntu 18.04 server 64bit",
        },
        { key: "ubuntu1804.raw", format: "raw", sizeGb: 5, bitmap: true, osVersion: "Ubuntu 18.04 server 64bit" },
        { key: "plain.raw", format: "raw", sizeGb: 5, osVersion: "Ubuntu 18.04 server 64bit" },
        { key: "ubuntu1804-arm.zvhd2", format: "zvhd2", osVersion: "Ubuntu 18.04 server 64bit" },
        { key: "big.zvhd2", format: "zvhd2", sizeGb: 200, diskGb: 300, osVersion: "CentOS 7.6 64bit" },
        {
          key: "broken.qcow2",
          format: "text",
          durationSeconds: 30,
          broken: { code: "IMG.0057", reason: "the image file is empty, missing, in a wrong format or unreadable" },
        },
        {
          key: "broken.zvhd2",
          format: "zvhd2",
          durationSeconds: 30,
          broken: { code: "IMG.0057", reason: "the image file is empty, missing, in a wrong format or unreadable" },
        },
      ],
    },
    { name: "image-test", objects: [{ key: "fedora_data1.qcow2", format: "qcow2", sizeGb: 2, diskGb: 10 }] },
    { name: "bucketname", objects: [{ key: "Centos6.5-disk1.vmdk", format: "vmdk", sizeGb: 2, diskGb: 20 }] },
    { name: "elsewhere", region: "sa-brazil-1", objects: [{ key: "centos70.qcow2", format: "qcow2" }] },
  ],
  keys: [{ id: demoKeyId }, { id: disabledKeyId, enabled: false }],
  vaults: [
    { id: demoVaultId, name: "demo-vault", sizeGb: 2000, usedGb: 40 },
    { id: secondVaultId, name: "second-vault" },
    { id: fullVaultId, name: "full-vault", sizeGb: 100, usedGb: 90 },
    { id: diskVaultId, name: "disk-vault", kind: "disk" },
    { id: lockedVaultId, name: "locked-vault", status: "lock" },
  ],
  backups: [
    { id: demoBackupId, name: "demo-backup", serverId: demoServerId, vaultId: demoVaultId },
    { id: secondBackupId, name: "second-backup", serverId: quickServerId, vaultId: demoVaultId },
    { id: csbsBackupId, name: "csbs-backup", kind: "CSBS", serverId: demoServerId },
    {
      id: brokenBackupId,
      name: "broken-backup",
      serverId: demoServerId,
      vaultId: demoVaultId,
      durationSeconds: 30,
      broken: { code: "IMG.0032", reason: "the backup cannot be read" },
    },
    { id: usedBackupId, name: "used-backup", serverId: demoServerId, vaultId: demoVaultId, used: true },
    { id: usedCsbsBackupId, name: "used-csbs-backup", kind: "CSBS", serverId: demoServerId, used: true },
    { id: unavailableBackupId, name: "failed-backup", serverId: demoServerId, vaultId: demoVaultId, status: "error" },
    {
      id: unavailableCsbsBackupId,
      name: "early-csbs-backup",
      kind: "CSBS",
      serverId: demoServerId,
      status: "protecting",
    },
    {
      id: undeletableBackupId,
      name: "undeletable-backup",
      serverId: demoServerId,
      vaultId: demoVaultId,
      deletable: false,
    },
  ],
  images: [
    {
      id: publicImageId,
      name: "CentOS 7.3 64bit vivado",
      project: "public",
      osVersion: "CentOS 7.3 64bit",
      minDisk: 100,
      createdAt: "2018-09-06T14:03:27Z",
      attributes: { min_ram: 2048, hw_firmware_type: "bios", __support_fc_inject: "true" },
    },
    {
      id: "5c1b7a7e-0d5c-4b7e-9a67-0f6f9d1c2b01",
      name: "Ubuntu 18.04 server 64bit",
      project: "public",
      osVersion: "Ubuntu 18.04 server 64bit",
      createdAt: "2019-03-01T08:00:00Z",
    },
    {
      id: "5c1b7a7e-0d5c-4b7e-9a67-0f6f9d1c2b02",
      name: "Windows Server 2019 Standard 64bit",
      project: "public",
      osVersion: "Windows Server 2019 Standard 64bit",
      createdAt: "2020-05-11T10:30:00Z",
    },
  ],
  quotas: { default: 100 },
};
