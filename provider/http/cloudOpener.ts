import type { Settings } from "../config/settings";
import type { Cloud, WantedPlace } from "./cloud";
import { openCloud } from "./openCloud";
import type { Plumbing } from "./plumbing";

/** One look-up of the project for all resources of a place; one that failed is tried again by the next. */
export function cloudOpener(settings: () => Settings, plumbing: Plumbing): (wanted: WantedPlace) => Promise<Cloud> {
  const clouds = new Map<string, Promise<Cloud>>();
  return async (wanted) => {
    const key = JSON.stringify(wanted);
    const opened = clouds.get(key) ?? openCloud(settings(), wanted, plumbing);
    clouds.set(key, opened);
    opened.catch(() => clouds.delete(key));
    return opened;
  };
}
