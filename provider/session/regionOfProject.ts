import { ImsError } from "../base/errors";
import { regionOf } from "../config/regionOf";
import type { Client, SendOptions } from "../http/client/cloud";
import { listProjects } from "../ims/projects";

export interface WantedProject {
  readonly id: string;
  /** Where the id stands. */
  readonly place: string;
  /** Where the credentials stand. */
  readonly source: string;
}

/** Some tools name the project alone: it is in one region, which its name begins with. */
export async function regionOfProject(
  { id, place, source }: WantedProject,
  client: Client,
  options: SendOptions,
): Promise<string> {
  const projects = await client.send(listProjects(), options);
  const name = projects.find((project) => project.id === id)?.name;
  const region = regionOf(name);
  if (region !== undefined) return region;
  const why =
    name === undefined
      ? `the account of ${source} has no such project`
      : `its name ${name} does not begin with the name of a region`;
  throw new ImsError(
    "CONFIGURATION",
    `No region is set, and the project ${id} of ${place} tells none: ${why}. Set ims:region, HW_REGION_NAME or OS_REGION_NAME.`,
  );
}
