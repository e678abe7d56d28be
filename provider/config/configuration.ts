/** Where to work and as whom: what the configuration, the environment and files say, read when it is needed. */

import type { Credentials, Proof } from "../auth/credentials";
import type { SigningScheme } from "../auth/sign";
import { ImsError } from "../base/errors";
import { authEndpoint } from "./authEndpoint";
import { type CallLimits, readCallLimits } from "./callLimits";
import type { Addresses } from "./endpointOf";
import { findCredentials } from "./findCredentials";
import type { Key } from "./keys";
import { type Found, firstOf } from "./level";
import { readSecret } from "./readSecret";
import { regionOf } from "./regionOf";
import type { Settings } from "./settings";
import type { ConfigurationOptions } from "./sources/source";

export interface FoundCredentials extends Credentials {
  /** Where they stand, in the words of a message. */
  readonly source: string;
}

export interface Configuration extends Addresses {
  readonly region: string | undefined;
  readonly projectId: string | undefined;
  /** Where the id of the project stands, in the words of a message. */
  readonly projectIdPlace: string | undefined;
  readonly projectName: string | undefined;
  readonly credentials: FoundCredentials | undefined;
  /** Where credentials were looked for. */
  readonly searched: string;
  /** Each certificate or key as PEM text or as the path of a file. */
  readonly tls: {
    readonly ca: string | undefined;
    readonly clientCert: string | undefined;
    readonly clientKey: string | undefined;
    readonly insecure: boolean;
  };
  readonly limits: CallLimits;
}

export function readConfiguration(settings: Settings, options: ConfigurationOptions): Configuration {
  const { levels, identityLevels, proof, source, agencies, searched } = findCredentials(settings, options);
  const text = (key: Key) => firstOf(levels, key)?.value;
  const ofIdentity = (key: Key) => firstOf(identityLevels, key);
  const projectName = ofIdentity("projectName")?.value;
  const projectId = ofIdentity("projectId");
  const region = text("region") ?? regionOf(projectName);
  const cloud = text("cloud");
  return {
    region,
    cloud,
    projectId: idOf(projectId),
    projectIdPlace: projectId?.place,
    // The project's name in the own account says nothing about the account of an agency.
    projectName: agencies.length > 0 ? ofIdentity("delegatedProject")?.value : projectName,
    credentials: proof && { proof: withScheme(proof, schemeOf(firstOf(levels, "signingScheme"))), agencies, source },
    searched,
    endpoints: { ...authEndpoint(ofIdentity("authUrl"), { cloud, region }, options.notice), ...settings.endpoints },
    tls: {
      ca: text("cacertFile"),
      clientCert: text("clientCertFile"),
      clientKey: text("clientKeyFile"),
      insecure: flagOf(firstOf(levels, "insecure")),
    },
    limits: readCallLimits((key) => firstOf(levels, key)),
  };
}

function idOf(found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  const id = readSecret(found);
  if (/^[\w-]{1,64}$/.test(id)) return id;
  throw new ImsError(
    "CONFIGURATION",
    `${found.place} is no id of a project; one is 32 digits and letters from a to f.`,
  );
}

function withScheme(proof: Proof, scheme: SigningScheme | undefined): Proof {
  return proof.kind === "accessKey" && scheme !== undefined ? { ...proof, scheme } : proof;
}

function schemeOf(found: Found | undefined): SigningScheme | undefined {
  if (found === undefined || found.value === "flat" || found.value === "scoped") return found?.value as SigningScheme;
  throw new ImsError("CONFIGURATION", `${found.place} must be "flat" or "scoped", not "${found.value}".`);
}

/** The spellings that the tools take. */
function flagOf(found: Found | undefined): boolean {
  return found !== undefined && /^(1|t|true|yes|on)$/i.test(found.value);
}
