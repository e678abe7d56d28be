// The public names of the package.
export type { Clock } from "./base/clock";
export type { Cloud } from "./base/cloud";
export { type ManualClock, manualClock } from "./base/manualClock";
export type { Edit } from "./edit";
export type { Fault, FaultEffect } from "./faults/fault";
export { PROVENANCE, type Provenance, type ProvenanceKind } from "./provenance";
export type { LogEntry } from "./routes/requestLog";
export type { ImageObject } from "./rules/imageView";
export type { JobStatus } from "./rules/jobStatus";
export { type Simulator, type StartOptions, start } from "./start";
export {
  brokenServerId,
  brokenVolumeId,
  busyServerId,
  type Credentials,
  defaultSeed,
  demoBucket,
  demoCredentials,
  demoKeyId,
  demoServerId,
  demoSystemVolumeId,
  demoVolumeId,
  disabledKeyId,
  foreignVolumeId,
  otherCredentials,
  otherServerId,
  publicImageId,
  quickServerId,
  secondVolumeId,
  windowsServerId,
} from "./store/defaultSeed";
export type { ImageStatus } from "./store/images";
export type { SeedDocument } from "./store/seedSchema";
export type { StoredImage, StoredJob, Truth } from "./truth";
