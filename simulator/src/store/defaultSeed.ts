// What the simulator holds when nothing else is said: two accounts, and everything that the examples of the API pages name.
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
/** The only server of the account "other". */
export const otherServerId = "11111111-2222-4333-8444-555555555599";
export const demoKeyId = "bd66288c-9081-460a-8227-4cbd0c814cb4";
export const disabledKeyId = "bad00000-0000-4000-8000-000000000004";
export const demoBucket = "ims-image";
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
    accountOf(demoCredentials, "0d000000000000000000000000000001"),
    accountOf(otherCredentials, "0d000000000000000000000000000002"),
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
    { id: otherServerId, name: "other-server", account: "other" },
  ],
  volumes: [
    { id: demoVolumeId, sizeGb: 100, serverId: demoServerId },
    { id: demoSystemVolumeId, sizeGb: 40, serverId: quickServerId, osVersion: "CentOS 7.0 64bit" },
    { id: secondVolumeId, sizeGb: 200, serverId: demoServerId },
    { id: foreignVolumeId, sizeGb: 50, serverId: quickServerId },
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
        { key: "huge.raw", format: "raw", sizeGb: 500, diskGb: 500, osVersion: "Ubuntu 18.04 server 64bit" },
        {
          key: "broken.qcow2",
          format: "text",
          durationSeconds: 30,
          broken: { code: "IMG.0057", reason: "the image file is empty, missing, in a wrong format or unreadable" },
        },
      ],
    },
    { name: "image-test", objects: [{ key: "fedora_data1.qcow2", format: "qcow2", sizeGb: 2, diskGb: 10 }] },
    { name: "elsewhere", region: "sa-brazil-1", objects: [{ key: "centos70.qcow2", format: "qcow2" }] },
  ],
  keys: [{ id: demoKeyId }, { id: disabledKeyId, enabled: false }],
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
