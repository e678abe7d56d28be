// The seed document: which accounts, sources and images the simulator starts with. The README describes it field by field.
import { z } from "zod";
import { IMAGE_STATUSES } from "./images";

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a UUID in lower case");
const projectId = z.string().regex(/^[0-9a-f]{32}$/, "must be 32 hex digits");

/** Where an entry exists: in the projects listed, else in every project of the account, else of the account "demo". */
const place = { account: z.string().optional(), projects: z.array(projectId).optional() };

/** How an image made from an entry turns out. */
const outcome = {
  durationSeconds: z.number().nonnegative().optional(),
  broken: z
    .strictObject({ code: z.string(), reason: z.string(), leftover: z.enum(["killed", "gone"]).default("killed") })
    .optional(),
  refuse: z
    .strictObject({ code: z.string(), message: z.string().optional(), status: z.number().int().default(400) })
    .optional(),
};

const accessKey = z.strictObject({
  accessKey: z.string().min(1),
  secretKey: z.string().min(1),
  securityToken: z.string().optional(),
  expiresAt: z.iso.datetime().optional(),
});
const user = z.strictObject({
  id: projectId.optional(),
  name: z.string(),
  password: z.string(),
  /** The code of the second factor; with one, the password alone is not enough. */
  passcode: z.string().optional(),
});
/** What another account may act as. */
const agency = z.strictObject({ name: z.string(), trustedAccount: z.string() });
const identityProvider = z.strictObject({
  id: z.string(),
  /** The ID tokens that it would vouch for, whole. */
  idTokens: z.array(z.string()).default([]),
});
const project = z.strictObject({ id: projectId, name: z.string(), region: z.string().optional() });
const account = z.strictObject({
  name: z.string(),
  id: projectId.optional(),
  accessKeys: z.array(accessKey).default([]),
  users: z.array(user).default([]),
  projects: z.array(project).default([]),
  agencies: z.array(agency).default([]),
  identityProviders: z.array(identityProvider).default([]),
});

const seconds = z.number().nonnegative().optional();

const firmware = z.enum(["bios", "uefi"]);
const architecture = z.enum(["x86", "arm"]);

const server = z.strictObject({
  id: uuid,
  name: z.string().optional(),
  systemDiskGb: z.number().int().positive().default(40),
  osVersion: z.string().default("CentOS 7.6 64bit"),
  bareMetal: z.boolean().default(false),
  architecture: architecture.default("x86"),
  firmware: firmware.optional(),
  imageId: uuid.optional(),
  state: z.enum(["running", "stopped", "suspended", "error"]).default("running"),
  /** A backup of it is being made by somebody else. */
  backingUp: z.boolean().default(false),
  /** The vault that it is bound to. */
  vaultId: uuid.optional(),
  /** Whether an image that ECS makes of it shows in the lists of IMS. */
  registersImages: z.boolean().default(false),
  ...place,
  ...outcome,
});

const volume = z.strictObject({
  id: uuid,
  sizeGb: z.number().int().positive().default(100),
  serverId: uuid.optional(),
  /** The operating system that the service finds on the disk, if any. */
  osVersion: z.string().optional(),
  ...place,
  ...outcome,
});

const object = z.strictObject({
  key: z.string().min(1),
  format: z.enum(["vhd", "vmdk", "qcow2", "raw", "vhdx", "qcow", "vdi", "qed", "zvhd", "zvhd2", "iso", "ova", "text"]),
  sizeGb: z.number().nonnegative().default(1),
  diskGb: z.number().nonnegative().default(10),
  osVersion: z.string().optional(),
  /** Whether a bitmap file lies beside a RAW file. */
  bitmap: z.boolean().default(false),
  /** Data disks inside an OVA file, by size in GB. */
  dataDisksGb: z.array(z.number().int().positive()).max(3).default([]),
  ...outcome,
});
const bucket = z.strictObject({
  name: z.string(),
  region: z.string().optional(),
  readable: z.boolean().default(true),
  objects: z.array(object).default([]),
  ...place,
});

const key = z.strictObject({ id: uuid, enabled: z.boolean().default(true), ...place });

const vault = z.strictObject({
  id: uuid,
  name: z.string().default(""),
  /** What it takes backups of. */
  kind: z.enum(["server", "disk", "turbo"]).default("server"),
  status: z.enum(["available", "lock", "frozen", "error"]).default("available"),
  sizeGb: z.number().int().positive().default(1000),
  usedGb: z.number().nonnegative().default(0),
  ...place,
});

const backup = z.strictObject({
  id: uuid,
  name: z.string().default(""),
  kind: z.enum(["CBR", "CSBS"]).default("CBR"),
  status: z.enum(["available", "protecting", "error"]).default("available"),
  serverId: uuid.optional(),
  vaultId: uuid.optional(),
  systemDiskGb: z.number().int().positive().default(40),
  osVersion: z.string().default("CentOS 7.6 64bit"),
  createdAt: z.iso.datetime().default("2024-11-01T08:00:00Z"),
  /** Whether an image was made of it that this service no longer shows. */
  used: z.boolean().default(false),
  /** Whether it can be deleted together with its image. */
  deletable: z.boolean().default(true),
  ...place,
  ...outcome,
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const image = z.strictObject({
  id: uuid.optional(),
  name: z.string(),
  /** A public image of every project, or a private one of one project. */
  project: z.union([projectId, z.literal("public")]),
  status: z.enum(IMAGE_STATUSES).default("active"),
  osVersion: z.string().default("CentOS 7.6 64bit"),
  minDisk: z.number().int().default(40),
  createdAt: z.iso.datetime().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  attributes: z.record(z.string(), scalar).default({}),
});

export const seedSchema = z.strictObject({
  /** Start from this document alone instead of adding it to the default one. */
  replaceDefault: z.boolean().optional(),
  accounts: z.array(account).optional(),
  servers: z.array(server).optional(),
  volumes: z.array(volume).optional(),
  buckets: z.array(bucket).optional(),
  keys: z.array(key).optional(),
  vaults: z.array(vault).optional(),
  backups: z.array(backup).optional(),
  images: z.array(image).optional(),
  /** Private images per project; quotas.default is for projects that are not listed. */
  quotas: z.record(z.string(), z.number().int().nonnegative()).optional(),
  /** How long a deleted image stays listed. */
  deleteSeconds: seconds,
  /** How long a new image is missing from lists and searches. */
  listLagSeconds: seconds,
  /** How long searches by tags go on with the tags of before a change. */
  searchLagSeconds: seconds,
});

export type SeedDocument = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
export type Account = z.output<typeof account>;
export type Server = z.output<typeof server>;
export type Volume = z.output<typeof volume>;
export type Bucket = z.output<typeof bucket>;
export type BucketObject = z.output<typeof object>;
export type EncryptionKey = z.output<typeof key>;
export type Vault = z.output<typeof vault>;
export type Backup = z.output<typeof backup>;
export type SeedImage = z.output<typeof image>;
export type SeedImageInput = z.input<typeof image>;
export type Outcome = Pick<Server, "durationSeconds" | "broken" | "refuse">;
export const seedImageSchema = image;
export type User = z.output<typeof user>;
