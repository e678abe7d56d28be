/**
 * The dynamic provider server loads this file: one provider for each kind, under the kind's name. Stored state names this
 * module and these exports for ever.
 */
import { systemAlarm } from "./base/alarm";
import { systemClock } from "./base/clock";
import { systemRandom } from "./base/random";
import { cloudAt } from "./config/cloudAt";
import { readDefaults } from "./config/defaults";
import { readSettings, type Settings } from "./config/settings";
import { stateIdentity } from "./config/stateIdentity";
import { processEngine } from "./engine/processEngine";
import { redactedEngine } from "./engine/redactedEngine";
import * as kinds from "./kinds";
import * as sets from "./kinds/sets";
import { createBatching } from "./lifecycle/batching/batching";
import { createNotices } from "./lifecycle/context/notices";
import { programs } from "./lifecycle/context/programs";
import { claimedImages } from "./lifecycle/ownership/claimedImages";
import { handOvers } from "./lifecycle/ownership/handOvers";
import { orphans } from "./lifecycle/ownership/orphans";
import {
  existingImageProvider,
  type ProviderRuntime,
  resourceProvider,
  setProvider,
} from "./lifecycle/resourceProvider";
import { createClientFactory } from "./session/clientFactory";
import { cloudOpener } from "./session/cloudOpener";

const clock = systemClock;
const random = systemRandom;
const fresh = handOvers(clock);
let stackConfig: (key: string) => string | undefined = () => undefined;

const engine = processEngine({
  argv: process.argv,
  clock,
  onLost: async (graceful) => {
    if (!graceful) await fresh.revert();
    process.exit(1);
  },
});

const clientFactory = createClientFactory({
  clock,
  random,
  alarm: systemAlarm,
  environment: process.env,
  notice: (text) => engine.warn("", text),
});

const settings = (): Settings => readSettings(process.env, stackConfig);

/** A server that the engine has told nothing yet has no configuration, and says so by an exception. */
function getOrNothing(config: { get(key: string): string | undefined }, key: string): string | undefined {
  try {
    const value: unknown = config.get(key);
    // A secret output that turned out undefined arrives as null.
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

const pollEveryMs = () => settings().pollEveryMs;
const batching = createBatching({ clock, random, pollEveryMs });

const runtime: ProviderRuntime = {
  ports: {
    clock,
    random,
    engine: redactedEngine(engine, clientFactory.httpState.redactor.redact),
    redactor: clientFactory.httpState.redactor,
    connect: batching.over(cloudOpener(settings, clientFactory)),
    pollEveryMs,
    cloudAt: (region) => cloudAt(process.env, stackConfig, region),
    defaults: () => readDefaults(process.env, stackConfig),
    keepsMarker: () => settings().ownershipMarker === "keep",
    stateIdentity: () => stateIdentity(process.env, stackConfig, process.cwd()),
    claimedImages: claimedImages(),
    notices: createNotices(),
    programs: programs(),
    handOvers: fresh,
    orphans: orphans(clock),
    batching,
  },
  configure: (config) => {
    // A preview changes nothing, but its process must not outlive it either.
    engine.attach();
    stackConfig = (key) => getOrNothing(config, key);
  },
  during: (call) => {
    engine.attach();
    return engine.during(call);
  },
};

export const cbrWholeImage = resourceProvider(kinds.cbrWholeImage, runtime);
export const ecsSystemImage = resourceProvider(kinds.ecsSystemImage, runtime);
export const ecsWholeImage = resourceProvider(kinds.ecsWholeImage, runtime);
export const evsDataImage = resourceProvider(kinds.evsDataImage, runtime);
export const evsSystemImage = resourceProvider(kinds.evsSystemImage, runtime);
export const image = existingImageProvider(runtime);
export const imageMetadata = resourceProvider(kinds.imageMetadata, runtime);
export const obsDataImage = resourceProvider(kinds.obsDataImage, runtime);
export const obsIsoImage = resourceProvider(kinds.obsIsoImage, runtime);
export const quickImportDataImage = resourceProvider(kinds.quickImportDataImage, runtime);
export const quickImportSystemImage = resourceProvider(kinds.quickImportSystemImage, runtime);
export const registeredImage = resourceProvider(kinds.registeredImage, runtime);
export const serverImage = resourceProvider(kinds.serverImage, runtime);
export const evsDataImages = setProvider(sets.evsDataImages, runtime);
export const ecsImages = setProvider(sets.ecsImages, runtime);
export const obsSystemImage = setProvider(sets.obsSystemImage, runtime);
