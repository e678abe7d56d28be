// The public names of the package.
export type { Clock } from "./base/clock";
export type { Cloud } from "./base/cloud";
export { type ManualClock, manualClock } from "./base/manualClock";
export type { Edit } from "./edit";
export type { Fault, FaultEffect } from "./faults/fault";
export { PROVENANCE, type Provenance, type ProvenanceKind } from "./provenance";
export type { Objection } from "./routes/objections";
export type { LogEntry } from "./routes/requestLog";
export type { ImageObject } from "./rules/imageView";
export type { JobStatus } from "./rules/jobStatus";
export type { MetadataSettings } from "./rules/metadataService";
export type { ThrottleSettings } from "./rules/throttle";
export type { UnseenRequest } from "./rules/world";
export { type InjectedAnswer, type InjectedRequest, type Simulator, type StartOptions, start } from "./start";
export {
  armObject,
  armServerId,
  backingUpServerId,
  bigObject,
  brokenBackupId,
  brokenObject,
  brokenQuickObject,
  brokenServerId,
  brokenVolumeId,
  busyServerId,
  type Credentials,
  csbsBackupId,
  dataObject,
  defaultSeed,
  demoBackupId,
  demoBucket,
  demoCredentials,
  demoKeyId,
  demoServerId,
  demoSystemVolumeId,
  demoVaultId,
  demoVolumeId,
  disabledKeyId,
  diskVaultId,
  errorServerId,
  foreignVolumeId,
  fullVaultId,
  isoObject,
  lockedVaultId,
  otherCredentials,
  otherServerId,
  ovaObject,
  plainRawObject,
  publicImageId,
  quickServerId,
  rawObject,
  registeringServerId,
  secondBackupId,
  secondVaultId,
  secondVolumeId,
  ubuntuVolumeId,
  unavailableBackupId,
  unavailableCsbsBackupId,
  undeletableBackupId,
  usedBackupId,
  usedCsbsBackupId,
  vaultedServerId,
  windowsServerId,
  zvhd2Object,
} from "./store/defaultSeed";
export { demoAgency, demoIdentityProvider, demoIdToken, demoMfaUser, otherAgency } from "./store/demoIdentities";
export type { ImageStatus } from "./store/images";
export type { SeedDocument } from "./store/seedSchema";
export type { StoredBackup, StoredImage, StoredJob, Truth } from "./truth";
