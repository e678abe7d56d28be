/** Finds the region, the project and the endpoints, and opens a client for them. */
import { createHash } from "node:crypto";
import { openIdentity } from "../auth/openIdentity";
import { ImsError } from "../base/errors";
import type { OnWait } from "../base/waiting";
import { type Configuration, type FoundCredentials, readConfiguration } from "../config/configuration";
import { endpointOf } from "../config/endpointOf";
import { keys } from "../config/keys";
import type { Settings } from "../config/settings";
import { createClient } from "../http/client/client";
import type { Client, Cloud, SendOptions, WantedPlace } from "../http/client/cloud";
import type { Service } from "../ims/operation";
import { authPorts } from "./authPorts";
import type { ClientFactory } from "./clientFactory";
import { findProject } from "./findProject";
import { regionOfProject } from "./regionOfProject";

const projectLookupMs = 120_000;

type Endpoint = (service: Service) => string;

export async function openCloud(
  settings: Settings,
  wanted: WantedPlace,
  clientFactory: ClientFactory,
  onWait?: OnWait,
): Promise<Cloud> {
  const configuration = readConfiguration(settings, { cwd: process.cwd(), notice: clientFactory.notice });
  const options = { deadline: clientFactory.clock.now() + projectLookupMs, onWait };
  const { credentials } = configuration;
  const region =
    wanted.region ?? configuration.region ?? (await regionByProject(configuration, clientFactory, options));
  if (region === undefined || credentials === undefined) throw notConfigured(configuration, region);
  const stored = "imsEndpoint" in wanted ? wanted : undefined;
  const endpoint: Endpoint = (service) =>
    service === "ims" && stored ? stored.imsEndpoint : endpointOf(configuration, region, service);
  refuseOpenSecret(configuration, credentials, clientFactory);
  const { identity, clientFor } = clientsOf(credentials, configuration, endpoint, clientFactory);
  const about = { ...configuration, source: credentials.source };
  const projectId = await findProject(about, region, stored, clientFor(undefined), options);
  return { place: { region, projectId, imsEndpoint: endpoint("ims") }, identity, ...clientFor(projectId) };
}

/** Where nothing names a region; undefined when no project of the own account is named either. */
async function regionByProject(configuration: Configuration, clientFactory: ClientFactory, options: SendOptions) {
  const { credentials, projectId: id, projectIdPlace: place } = configuration;
  if (credentials === undefined || credentials.agencies.length > 0) return undefined;
  if (id === undefined || place === undefined) return undefined;
  const endpoint: Endpoint = (service) => endpointOf(configuration, undefined, service);
  const { clientFor } = clientsOf(credentials, configuration, endpoint, clientFactory);
  return regionOfProject({ id, place, source: credentials.source }, clientFor(undefined), options);
}

/** Without a check of the certificate the operator of the proxy could read what is sent as it is. */
function refuseOpenSecret(
  { tls }: Configuration,
  { proof, source }: FoundCredentials,
  { hasFarProxy }: ClientFactory,
): void {
  if (!tls.insecure || proof.kind === "accessKey" || proof.kind === "metadata" || !hasFarProxy()) return;
  throw new ImsError(
    "CONFIGURATION",
    `\`insecure\` is set, and ${source} would be sent through the proxy of HTTPS_PROXY, which could read it: name the CA certificate with cacertFile or OS_CACERT instead, or sign in with an access key.`,
  );
}

function notConfigured({ credentials, searched }: Configuration, region: string | undefined): ImsError {
  const missing = [
    region === undefined ? `no region: set the argument \`region\` of the resource, ${regionPlaces()}` : "",
    credentials === undefined ? `no credentials in any of these places: ${searched}` : "",
  ].filter(Boolean);
  return new ImsError("CONFIGURATION", `Not configured: ${missing.join("; ")}.`);
}

function regionPlaces(): string {
  const { HW, OS } = keys.region;
  return `the configuration \`ims:region\`, ${[...HW, ...OS].join(", ")}, a region in the profile or the entry of clouds.yaml, or the id of a project (its name begins with the region)`;
}

/** The identity is shared by all places of the same cloud, so that they share its tokens and temporary keys too. */
function clientsOf(
  credentials: FoundCredentials,
  { tls, limits, projectId: ownProject, projectIdPlace }: Configuration,
  endpoint: Endpoint,
  clientFactory: ClientFactory,
) {
  const transport = clientFactory.transportFor(tls, limits.connectTimeoutMs);
  const way = { transport, endpoint, limits };
  const all = JSON.stringify([credentials, tls, limits, endpoint("iam"), endpoint("sts")]);
  // A printed value shows no secret.
  const id = createHash("sha256").update(all).digest("hex");
  const identity = clientFactory.identities.get(id) ?? openIdentity(credentials, authPorts(clientFactory, way));
  clientFactory.identities.set(id, identity);
  const clientFor = (projectId: string | undefined): Client => {
    const authenticator = identity.authenticatorFor(projectId);
    const place = projectId !== undefined && projectId === ownProject ? projectIdPlace : undefined;
    return withSource(createClient({ ...clientFactory, ...way, authenticator }), credentials.source, place);
  };
  return { identity: id, clientFor };
}

/** A refusal for who is asking says whose credentials those were, and who named the project. */
function withSource(client: Client, source: string, projectIdPlace: string | undefined): Client {
  const project = projectIdPlace === undefined ? "" : `, the project is that of ${projectIdPlace}`;
  return {
    ...client,
    send: async (operation, options) => {
      try {
        return await client.send(operation, options);
      } catch (error) {
        const isAboutWho = error instanceof ImsError && [401, 403].includes(error.facts.httpStatus ?? 0);
        if (!isAboutWho) throw error;
        throw new ImsError(
          error.code,
          `${error.message} The credentials are those of ${source}${project}.`,
          error.facts,
          error.cause,
        );
      }
    },
  };
}
