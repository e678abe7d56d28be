import type { Settings } from "../config/settings";
import type { Cloud, WantedPlace } from "./cloud";
import type { Plumbing } from "./plumbing";

/**
 * One look-up of the project for all resources of a place; one that failed is tried again by the next. Everything that
 * reads or uses credentials is loaded here, when it is first needed: a preview does not need it.
 */
export function cloudOpener(settings: () => Settings, plumbing: Plumbing): (wanted: WantedPlace) => Promise<Cloud> {
  const clouds = new Map<string, Promise<Cloud>>();
  return async (wanted) => {
    const { openCloud } = require("./openCloud") as typeof import("./openCloud");
    const key = JSON.stringify(wanted);
    const opened = clouds.get(key) ?? openCloud(settings(), wanted, plumbing);
    clouds.set(key, opened);
    opened.catch(() => clouds.delete(key));
    return opened;
  };
}
