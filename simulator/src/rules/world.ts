// What every rule may consult: the data, the time, and how this simulator was started.
import type { Clock } from "../base/clock";
import type { Cloud } from "../base/cloud";
import type { Project, Store } from "../store/store";
import type { IamSettings } from "./iam/settings";
import type { Lockout } from "./lockout";
import type { MetadataService } from "./metadataService";
import type { ReplayDetector } from "./replayDetector";

export interface UnseenRequest {
  /** As the log counts. */
  n: number;
  operation: string;
  /** When it was carried out, in milliseconds since 1970. */
  at: number;
}

export interface World {
  store: Store;
  clock: Clock;
  cloud: Cloud;
  /** Durations of jobs are divided by this. */
  speed: number;
  strict: boolean;
  /** Whether a project has at most one image of a name. */
  uniqueNames: boolean;
  /** Requests whose callers were told something else, to be carried out at a moment. */
  late: { readonly atMs: number; readonly carryOut: (world: World) => void }[];
  /** Requests that were carried out and whose answers nobody got. */
  unseen: UnseenRequest[];
  lockout: Lockout;
  replays: ReplayDetector;
  iam: IamSettings;
  metadata: MetadataService;
}

export type { Project };
