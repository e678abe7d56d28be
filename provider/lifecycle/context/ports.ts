/** The outside world as the lifecycle needs it; `dynamic.ts` gives the real things, tests give others. */
import type { Clock } from "../../base/clock";
import type { Defaults } from "../../base/defaults";
import type { Random } from "../../base/random";
import type { Redactor } from "../../base/redactor";
import type { OnWait } from "../../base/waiting";
import type { Engine } from "../../engine/engine";
import type { Cloud, WantedPlace } from "../../http/client/cloud";
import type { CloudFamily } from "../../ims/cloudLimits";
import type { Batching } from "../batching/batching";
import type { ClaimedImages } from "../ownership/claimedImages";
import type { HandOvers } from "../ownership/handOvers";
import type { Orphans } from "../ownership/orphans";
import type { Notices } from "./notices";
import type { Programs } from "./programs";

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly engine: Engine;
  /** Hides what is secret in every message and log of the process. */
  readonly redactor: Redactor;
  /** Opens a stored place, or for a new image the wanted region (default: the configured one). */
  connect(wanted: WantedPlace, onWait?: OnWait): Promise<Cloud>;
  /** A fixed poll interval instead of the rule; undefined for the rule. */
  pollEveryMs(): number | undefined;
  /** Whether an image keeps its marker tag once it was handed over. */
  keepsMarker(): boolean;
  /** Whose limits hold in a region, or in the configured one; undefined when that cannot be told. */
  cloudAt(region: string | undefined): CloudFamily | undefined;
  /** Tags and projects that the configuration adds to images, and tags that it ignores. */
  defaults(): Defaults;
  /** Tells the states apart that may have resources of the same URN; undefined when it cannot be told. */
  stateIdentity(): string | undefined;
  readonly claimedImages: ClaimedImages;
  readonly notices: Notices;
  readonly programs: Programs;
  readonly handOvers: HandOvers;
  readonly orphans: Orphans;
  readonly batching: Batching;
}
