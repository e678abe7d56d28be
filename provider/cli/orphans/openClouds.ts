/** The regions and projects to look in, each opened with the settings of the state that names it. */
import { messageOf } from "../../base/errors";
import type { Environment } from "../../config/level";
import { readSettings } from "../../config/settings";
import type { Cloud, WantedPlace } from "../../http/client/cloud";
import type { ClientFactory } from "../../session/clientFactory";
import { cloudOpener } from "../../session/cloudOpener";
import type { Source } from "./source";
import { placesOf } from "./stateIndex";

export interface OpenedPlaces {
  readonly clouds: readonly Cloud[];
  /** Places that could not be opened, each with the reason. */
  readonly problems: readonly string[];
}

/** Every place in which a state has images, and the given regions, or else the configured one. */
export async function openClouds(
  sources: readonly Source[],
  regions: readonly string[],
  environment: Environment,
  clientFactory: ClientFactory,
): Promise<OpenedPlaces> {
  const clouds = new Map<string, Cloud>();
  const problems = new Set<string>();
  for (const source of sources) {
    const settings = readSettings(environment, source.config);
    const connect = cloudOpener(() => settings, clientFactory);
    const configured = regions.length === 0 && settings.region !== undefined ? [settings.region] : regions;
    const wanted: WantedPlace[] = [...placesOf(source.deployment), ...configured.map((region) => ({ region }))];
    for (const place of wanted) {
      try {
        const cloud = await connect(place);
        clouds.set(`${cloud.place.region} ${cloud.place.projectId}`, cloud);
      } catch (error) {
        problems.add(`${source.name}, region ${place.region}: ${messageOf(error)}`);
      }
    }
  }
  return { clouds: [...clouds.values()], problems: [...problems] };
}
