/** Finds the project and the endpoints of a region, and opens a client for them. */
import { type AccessKey, accessKeyAuthenticator } from "../auth/accessKeyAuthenticator";
import { ImsError } from "../base/errors";
import { endpointOf } from "../config/endpointOf";
import { places, type Settings } from "../config/settings";
import type { Service } from "../ims/operation";
import { listProjects, type Project } from "../ims/projects";
import { createClient } from "./client";
import type { Client, Cloud, Place, SendOptions, WantedPlace } from "./cloud";
import type { Plumbing } from "./plumbing";

const projectLookupMs = 120_000;

export async function openCloud(settings: Settings, wanted: WantedPlace, plumbing: Plumbing): Promise<Cloud> {
  const { region, key } = requireSettings(settings, wanted.region);
  const stored = "imsEndpoint" in wanted ? wanted : undefined;
  const clientFor = (projectId: string | undefined) =>
    createClient({
      ...plumbing,
      transport: plumbing.transportFor({}),
      authenticator: accessKeyAuthenticator(key, projectId),
      endpoint: (service: Service) =>
        service === "ims" && stored ? stored.imsEndpoint : endpointOf(settings.endpoints, region, service),
    });
  const options = { deadline: plumbing.clock.now() + projectLookupMs };
  const projectId = await findProject(settings, region, stored, clientFor(undefined), options);
  const imsEndpoint = stored?.imsEndpoint ?? endpointOf(settings.endpoints, region, "ims");
  return { place: { region, projectId, imsEndpoint }, ...clientFor(projectId) };
}

function requireSettings(settings: Settings, wantedRegion: string | undefined): { region: string; key: AccessKey } {
  const region = wantedRegion ?? settings.region;
  const key = settings.accessKey;
  if (region !== undefined && key !== undefined) return { region, key };
  const missing = [
    region === undefined ? `no region: set the argument \`region\` of the resource, ${listed(places.region)}` : "",
    key === undefined ? "no credentials: set HW_ACCESS_KEY and HW_SECRET_KEY, or OS_ACCESS_KEY and OS_SECRET_KEY" : "",
  ].filter(Boolean);
  throw new ImsError("CONFIGURATION", `Not configured: ${missing.join("; ")}.`);
}

function listed(names: readonly string[]): string {
  const shown = names.map((name) => (name.includes(":") ? `the stack configuration \`${name}\`` : name));
  return `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

async function findProject(
  settings: Settings,
  region: string,
  stored: Place | undefined,
  client: Client,
  options: SendOptions,
): Promise<string> {
  const isDefaultRegion = settings.region === undefined || settings.region === region;
  if (stored !== undefined) return confirmProject(settings, stored, isDefaultRegion, client, options);
  if (settings.projectId !== undefined && isDefaultRegion) return settings.projectId;
  const name = (isDefaultRegion ? settings.projectName : undefined) ?? region;
  const [project] = await client.send(listProjects(name), options);
  if (project !== undefined) return project.id;
  throw new ImsError(
    "CONFIGURATION",
    `The account has no project named "${name}": check the region, or set HW_PROJECT_ID or HW_PROJECT_NAME.`,
  );
}

/** Otherwise a refresh from the wrong shell would find nothing and drop live images from the state. */
async function confirmProject(
  settings: Settings,
  stored: Place,
  isDefaultRegion: boolean,
  client: Client,
  options: SendOptions,
): Promise<string> {
  if (settings.projectId === stored.projectId) return stored.projectId;
  if (settings.projectId !== undefined && isDefaultRegion) throw wrongProject(stored, `project ${settings.projectId}`);
  const projects = await client.send(listProjects(), options);
  if (projects.some(({ id }) => id === stored.projectId)) return stored.projectId;
  throw wrongProject(stored, describe(projects, stored.region));
}

function describe(projects: readonly Project[], region: string): string {
  const here = projects.find(({ name }) => name === region);
  return here ? `project ${here.id} (${here.name})` : `an account without a project in ${region}`;
}

function wrongProject({ region, projectId }: Place, found: string): ImsError {
  return new ImsError(
    "WRONG_PROJECT",
    `The image lives in project ${projectId} of ${region}, but the credentials belong to ${found}. ` +
      "Nothing was asked or changed; run again with credentials of the image's project.",
  );
}
