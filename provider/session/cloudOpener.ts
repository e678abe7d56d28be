import { createAudience, type OnWait } from "../base/waiting";
import type { Settings } from "../config/settings";
import type { Cloud, WantedPlace } from "../http/client/cloud";
import type { ClientFactory } from "./clientFactory";

type Open = (onWait: OnWait | undefined) => Promise<Cloud>;

/**
 * One look-up of the project for all resources of a place; one that failed is tried again by the next. Everything that
 * reads or uses credentials is loaded here, when it is first needed: a preview does not need it.
 */
export function cloudOpener(
  settings: () => Settings,
  clientFactory: ClientFactory,
): (wanted: WantedPlace, onWait?: OnWait) => Promise<Cloud> {
  const clouds = new Map<string, Open>();

  const open = (key: string, wanted: WantedPlace): Open => {
    const { openCloud } = require("./openCloud") as typeof import("./openCloud");
    const { tell, listen } = createAudience();
    const opened = openCloud(settings(), wanted, clientFactory, tell);
    opened.catch(() => clouds.delete(key));
    return (onWait) => listen(onWait, opened);
  };

  return async (wanted, onWait) => {
    const key = JSON.stringify(wanted);
    const opened = clouds.get(key) ?? open(key, wanted);
    clouds.set(key, opened);
    return opened(onWait);
  };
}
