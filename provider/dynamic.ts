/**
 * What the dynamic provider server loads: one provider for each kind, under the kind's name. Stored state names this
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
import { createSharing } from "./lifecycle/batching/batching";
import { createNotices } from "./lifecycle/context/notices";
import { programs } from "./lifecycle/context/programs";
import { knownIds } from "./lifecycle/ownership/claimedImages";
import { handOvers } from "./lifecycle/ownership/handOvers";
import { strays } from "./lifecycle/ownership/orphans";
import { existingImageProvider, resourceProvider, type Surroundings, setProvider } from "./lifecycle/resourceProvider";
import { createPlumbing } from "./session/clientFactory";
import { cloudOpener } from "./session/cloudOpener";

const clock = systemClock;
const random = systemRandom;
const fresh = handOvers(clock);
let stackConfig: (key: string) => string | undefined = () => undefined;

const engine = processEngine({
  argv: process.argv,
  clock,
  onLost: async (graceful) => {
    if (!graceful) await fresh.takeBack();
    process.exit(1);
  },
});

const plumbing = createPlumbing({
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
const sharing = createSharing({ clock, random, pollEveryMs });

const surroundings: Surroundings = {
  ports: {
    clock,
    random,
    engine: redactedEngine(engine, plumbing.traffic.redactor.redact),
    redactor: plumbing.traffic.redactor,
    connect: sharing.over(cloudOpener(settings, plumbing)),
    pollEveryMs,
    cloudAt: (region) => cloudAt(process.env, stackConfig, region),
    defaults: () => readDefaults(process.env, stackConfig),
    keepsMarker: () => settings().ownershipMarker === "keep",
    stateIdentity: () => stateIdentity(process.env, stackConfig, process.cwd()),
    knownIds: knownIds(),
    notices: createNotices(),
    programs: programs(),
    handOvers: fresh,
    strays: strays(clock),
    sharing,
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

export const cbrWholeImage = resourceProvider(kinds.cbrWholeImage, surroundings);
export const ecsSystemImage = resourceProvider(kinds.ecsSystemImage, surroundings);
export const ecsWholeImage = resourceProvider(kinds.ecsWholeImage, surroundings);
export const evsDataImage = resourceProvider(kinds.evsDataImage, surroundings);
export const evsSystemImage = resourceProvider(kinds.evsSystemImage, surroundings);
export const image = existingImageProvider(surroundings);
export const imageMetadata = resourceProvider(kinds.imageMetadata, surroundings);
export const obsDataImage = resourceProvider(kinds.obsDataImage, surroundings);
export const obsIsoImage = resourceProvider(kinds.obsIsoImage, surroundings);
export const quickImportDataImage = resourceProvider(kinds.quickImportDataImage, surroundings);
export const quickImportSystemImage = resourceProvider(kinds.quickImportSystemImage, surroundings);
export const registeredImage = resourceProvider(kinds.registeredImage, surroundings);
export const serverImage = resourceProvider(kinds.serverImage, surroundings);
export const evsDataImages = setProvider(sets.evsDataImages, surroundings);
export const ecsImages = setProvider(sets.ecsImages, surroundings);
export const obsSystemImage = setProvider(sets.obsSystemImage, surroundings);
