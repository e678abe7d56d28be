// What every rule may consult: the data, the time, and how this simulator was started.
import type { Clock } from "../base/clock";
import type { Cloud } from "../base/cloud";
import type { Project, Store } from "../store/store";
import type { IamSettings } from "./iam/settings";
import type { Lockout } from "./lockout";
import type { MetadataService } from "./metadata";
import type { ReplayDetector } from "./replayDetector";

export interface World {
  store: Store;
  clock: Clock;
  cloud: Cloud;
  /** Durations of jobs are divided by this. */
  speed: number;
  strict: boolean;
  lockout: Lockout;
  replays: ReplayDetector;
  iam: IamSettings;
  metadata: MetadataService;
}

export type { Project };
