/** The project to work in: the wanted one for a new image, and the stored one for an image that is there. */
import { ImsError } from "../base/errors";
import type { Configuration } from "../config/configuration";
import type { Client, Place, SendOptions } from "../http/client/cloud";
import { listProjects, type Project } from "../ims/projects";

type Wanted = Pick<Configuration, "region" | "projectId" | "projectIdPlace" | "projectName"> & {
  /** Where the credentials stand. */
  readonly source: string;
};

export async function findProject(
  wanted: Wanted,
  region: string,
  stored: Place | undefined,
  client: Client,
  options: SendOptions,
): Promise<string> {
  const isDefaultRegion = wanted.region === undefined || wanted.region === region;
  if (stored !== undefined) return confirmProject(wanted, stored, isDefaultRegion, client, options);
  if (wanted.projectId !== undefined && isDefaultRegion) return wanted.projectId;
  const name = (isDefaultRegion ? wanted.projectName : undefined) ?? region;
  const [project] = await client.send(listProjects(name), options);
  if (project !== undefined) return project.id;
  throw new ImsError(
    "CONFIGURATION",
    `The account of ${wanted.source} has no project named "${name}": check the region, or name the project by ims:projectName, HW_PROJECT_NAME or OS_PROJECT_NAME.`,
  );
}

/** Otherwise a refresh from the wrong shell would find nothing and drop live images from the state. */
async function confirmProject(
  wanted: Wanted,
  stored: Place,
  isDefaultRegion: boolean,
  client: Client,
  options: SendOptions,
): Promise<string> {
  if (wanted.projectId === stored.projectId) return stored.projectId;
  if (wanted.projectId !== undefined && isDefaultRegion) {
    throw wrongProject(stored, `${wanted.projectIdPlace} is project ${wanted.projectId}`);
  }
  const projects = await client.send(listProjects(), options);
  if (projects.some(({ id }) => id === stored.projectId)) return stored.projectId;
  throw wrongProject(stored, `the credentials of ${wanted.source} belong to ${describe(projects, stored.region)}`);
}

function describe(projects: readonly Project[], region: string): string {
  const here = projects.find(({ name }) => name === region);
  return here ? `project ${here.id} (${here.name})` : `an account without a project in ${region}`;
}

function wrongProject({ region, projectId }: Place, found: string): ImsError {
  return new ImsError(
    "WRONG_PROJECT",
    `The image lives in project ${projectId} of ${region}, but ${found}. ` +
      "Nothing was asked or changed; run again with credentials of the image's project.",
  );
}
