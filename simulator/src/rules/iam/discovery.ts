// What a caller can find out about itself: projects, account, regions.
import type { Caller } from "../authenticate";
import { iamError } from "../errors";
import type { World } from "../world";
import { projectsOf } from "./scope";
import { liveToken } from "./tokens";
import { tokenView } from "./tokenView";

const linksOf = (self: string) => ({ self, next: null, previous: null });

export interface ProjectFilter {
  name?: string | undefined;
  domainId?: string | undefined;
}

export function listProjects(world: World, caller: Caller, { name, domainId }: ProjectFilter = {}): object {
  const projects = projectsOf(world, caller.account).filter(
    (project) =>
      (name === undefined || project.name === name) && (domainId === undefined || project.account.id === domainId),
  );
  return {
    projects: projects.map((project) => ({
      id: project.id,
      name: project.name,
      domain_id: project.account.id,
      parent_id: project.account.id,
      enabled: true,
      is_domain: false,
      description: "",
      links: { self: `/v3/projects/${project.id}` },
    })),
    links: linksOf("/v3/projects"),
  };
}

export const listDomains = ({ account }: Caller): object => ({
  domains: [{ id: account.id, name: account.name, enabled: true, description: "" }],
  links: linksOf("/v3/auth/domains"),
});

export function listRegions(world: World): object {
  const ids = [...new Set([...world.store.projects.values()].map(({ region }) => region))].toSorted();
  const regions = ids.map((id) => ({
    id,
    type: "public",
    description: "",
    parent_region_id: null,
    locales: { "en-us": id },
    links: { self: `/v3/regions/${id}` },
  }));
  return { regions, links: linksOf("/v3/regions") };
}

export const showCaller = ({ account, user }: Caller): object => ({
  account_id: account.id,
  principal_id: user.id,
  principal_urn: `iam::${account.id}:user:${user.name}`,
});

/** Nobody learns more about a token than that it is not good, and nothing about one of another account. */
export function showToken(world: World, caller: Caller, token: string | undefined): object {
  const record = liveToken(world, token ?? "");
  if (record?.account.id !== caller.account.id) throw iamError(404, "Not Found", "Could not find token.");
  return { token: tokenView(record) };
}
