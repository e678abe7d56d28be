/** What the provider was told, from stack configuration first and the environment second. */

import { ImsError } from "../base/errors";
import { isRecord } from "../base/isRecord";
import { parseEndpoint } from "./parseEndpoint";

/** Looks up a key of the stack configuration, such as `ims:region`. */
export type StackConfig = (key: string) => string | undefined;

export interface Settings {
  readonly region: string | undefined;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  readonly accessKey: { readonly accessKey: string; readonly secretKey: string } | undefined;
  /** Service to origin, for services that are not where their region says. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Milliseconds between two looks at a job; undefined for the rule of the waiter. */
  readonly pollEveryMs: number | undefined;
  /** Whether an image keeps its marker tag once it was handed over. */
  readonly ownershipMarker: "keep" | "remove";
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The places that are looked at for each setting, in their order. */
export const places = {
  region: ["ims:region", "HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"],
  projectId: ["HW_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"],
  projectName: ["HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"],
  endpoints: ["ims:endpoints", "PULUMI_IMS_ENDPOINTS"],
  pollInterval: ["ims:pollInterval", "PULUMI_IMS_POLL_INTERVAL"],
  ownershipMarker: ["ims:ownershipMarker", "PULUMI_IMS_OWNERSHIP_MARKER"],
} as const;

export function readSettings(environment: Environment, stack: StackConfig): Settings {
  const first = (names: readonly string[]) =>
    names.map((name) => (name.includes(":") ? stack(name) : environment[name])?.trim()).find((value) => value);
  return {
    region: first(places.region),
    projectId: first(places.projectId),
    projectName: first(places.projectName),
    accessKey: readAccessKey(environment),
    endpoints: readEndpoints(first(places.endpoints)),
    pollEveryMs: readPollInterval(first(places.pollInterval)),
    ownershipMarker: readOwnershipMarker(first(places.ownershipMarker)),
  };
}

/** Both halves come from one family of names: half a pair from each would be a pair that nobody has. */
function readAccessKey(environment: Environment): Settings["accessKey"] {
  for (const family of ["HW", "OS"]) {
    const [accessKey, secretKey] = [`${family}_ACCESS_KEY`, `${family}_SECRET_KEY`].map((name) =>
      environment[name]?.trim(),
    );
    if (accessKey && secretKey) return { accessKey, secretKey };
    if (accessKey || secretKey) {
      const [given, missing] = accessKey ? ["ACCESS_KEY", "SECRET_KEY"] : ["SECRET_KEY", "ACCESS_KEY"];
      throw new ImsError(
        "CONFIGURATION",
        `${family}_${given} is set but ${family}_${missing} is not: set both or neither.`,
      );
    }
  }
  return undefined;
}

function readEndpoints(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const map = parseMap(text);
  return Object.fromEntries(Object.entries(map).map(([service, url]) => [service, parseEndpoint(service, url)]));
}

function parseMap(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Falls through to the one message.
  }
  const [config, variable] = places.endpoints;
  throw new ImsError(
    "CONFIGURATION",
    `${config} or ${variable} is no JSON object from service to URL, such as {"ims":"https://ims.eu-de.otc.t-systems.com"}.`,
  );
}

function readPollInterval(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1_000;
  const [config, variable] = places.pollInterval;
  throw new ImsError("CONFIGURATION", `${config} or ${variable} must be a number of seconds above 0, not "${text}".`);
}

function readOwnershipMarker(text = "keep"): Settings["ownershipMarker"] {
  if (text === "keep" || text === "remove") return text;
  const [config, variable] = places.ownershipMarker;
  throw new ImsError("CONFIGURATION", `${config} or ${variable} must be "keep" or "remove", not "${text}".`);
}
