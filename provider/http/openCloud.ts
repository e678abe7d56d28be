/** Finds the project and the endpoints of a region, and opens a client for them. */
import { createHash } from "node:crypto";
import type { Identity } from "../auth/identity";
import { openIdentity } from "../auth/openIdentity";
import { ImsError } from "../base/errors";
import { type Configuration, type FoundCredentials, readConfiguration } from "../config/configuration";
import { endpointOf } from "../config/endpointOf";
import { keys } from "../config/keys";
import type { Settings } from "../config/settings";
import type { Service } from "../ims/operation";
import { authPorts } from "./authPorts";
import { createClient } from "./client";
import type { Client, Cloud, WantedPlace } from "./cloud";
import { findProject } from "./findProject";
import type { Plumbing } from "./plumbing";

const projectLookupMs = 120_000;

export async function openCloud(settings: Settings, wanted: WantedPlace, plumbing: Plumbing): Promise<Cloud> {
  const configuration = readConfiguration(settings, { cwd: process.cwd(), notice: plumbing.notice });
  const { region, credentials } = required(configuration, wanted.region);
  const stored = "imsEndpoint" in wanted ? wanted : undefined;
  const endpoint = (service: Service) =>
    service === "ims" && stored ? stored.imsEndpoint : endpointOf(configuration, region, service);
  const transport = plumbing.transportFor(configuration.tls);
  const { identity, id } = identityOf(credentials, configuration, endpoint, plumbing);
  const clientFor = (projectId: string | undefined) =>
    withSource(
      createClient({ ...plumbing, transport, endpoint, authenticator: identity.authenticatorFor(projectId) }),
      credentials.source,
    );
  const options = { deadline: plumbing.clock.now() + projectLookupMs };
  const projectId = await findProject(configuration, region, stored, clientFor(undefined), options);
  return { place: { region, projectId, imsEndpoint: endpoint("ims") }, identity: id, ...clientFor(projectId) };
}

function required(configuration: Configuration, wantedRegion: string | undefined) {
  const region = wantedRegion ?? configuration.region;
  const { credentials } = configuration;
  if (region !== undefined && credentials !== undefined) return { region, credentials };
  const missing = [
    region === undefined ? `no region: set the argument \`region\` of the resource, ${regionPlaces()}` : "",
    credentials === undefined ? `no credentials in any of these places: ${configuration.searched}` : "",
  ].filter(Boolean);
  throw new ImsError("CONFIGURATION", `Not configured: ${missing.join("; ")}.`);
}

function regionPlaces(): string {
  const { HW, OS } = keys.region;
  return `the configuration \`ims:region\`, ${[...HW, ...OS].join(", ")}, or a region in the profile or the entry of clouds.yaml`;
}

/** Shared by all places of the same cloud, so that they share its tokens and temporary keys too. */
function identityOf(
  credentials: FoundCredentials,
  { tls }: Configuration,
  endpoint: (service: Service) => string,
  plumbing: Plumbing,
): { readonly identity: Identity; readonly id: string } {
  const all = JSON.stringify([credentials, tls, endpoint("iam"), endpoint("sts")]);
  // Whoever prints it sees no secret.
  const id = createHash("sha256").update(all).digest("hex");
  const known = plumbing.identities.get(id);
  const identity = known ?? openIdentity(credentials, authPorts(plumbing, plumbing.transportFor(tls), endpoint));
  plumbing.identities.set(id, identity);
  return { identity, id };
}

/** A refusal for who is asking says whose credentials those were. */
function withSource(client: Client, source: string): Client {
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
          `${error.message} The credentials are those of ${source}.`,
          error.facts,
          error.cause,
        );
      }
    },
  };
}
