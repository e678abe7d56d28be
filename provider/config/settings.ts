/** Settings that need no credentials, from the stack configuration first and the environment second. */

import { ImsError } from "../base/errors";
import type { Addresses } from "./endpointOf";
import type { Key } from "./keys";
import { type Environment, environmentLevels, type Found, firstOf, type StackConfig, stackLevel } from "./level";
import { parseEndpoint } from "./parseEndpoint";
import { parseMap } from "./parseMap";

export interface Settings {
  readonly environment: Environment;
  readonly stack: StackConfig;
  /** The region of the configuration or the environment; files may name one too. */
  readonly region: string | undefined;
  /** Service to origin, for services that are not where their region says. */
  readonly endpoints: Addresses["endpoints"];
  /** Milliseconds between two looks at a job; undefined for the rule of the waiter. */
  readonly pollEveryMs: number | undefined;
  /** Whether an image keeps its marker tag once it was handed over. */
  readonly ownershipMarker: "keep" | "remove";
}

export function readSettings(environment: Environment, stack: StackConfig): Settings {
  const levels = [stackLevel(stack), ...environmentLevels(environment)];
  const first = (key: Key) => firstOf(levels, key);
  return {
    environment,
    stack,
    region: first("region")?.value,
    endpoints: readEndpoints(first("endpoints")),
    pollEveryMs: readPollInterval(first("pollInterval")),
    ownershipMarker: readOwnershipMarker(first("ownershipMarker")),
  };
}

function readEndpoints(found: Found | undefined): Settings["endpoints"] {
  if (found === undefined) return {};
  const map = parseMap(found.value, found.place, '{"ims":"https://ims.eu-de.otc.t-systems.com"}');
  return Object.fromEntries(
    Object.entries(map).map(([service, url]) => [service, parseEndpoint(`${service} in ${found.place}`, url)]),
  );
}

function readPollInterval(found: Found | undefined): number | undefined {
  if (found === undefined) return undefined;
  const seconds = Number(found.value);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1_000;
  throw new ImsError("CONFIGURATION", `${found.place} must be a number of seconds above 0, not "${found.value}".`);
}

function readOwnershipMarker(found: Found | undefined): Settings["ownershipMarker"] {
  const value = found?.value ?? "keep";
  if (value === "keep" || value === "remove") return value;
  throw new ImsError("CONFIGURATION", `${found?.place} must be "keep" or "remove", not "${value}".`);
}
