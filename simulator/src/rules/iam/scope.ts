// What a token is good for: one project of the account, or the account.
import type { KnownAccount, Project } from "../../store/store";
import { iamError } from "../errors";
import type { World } from "../world";
import { isMeant, type Scope } from "./requests";

export const projectsOf = (world: World, account: KnownAccount): Project[] =>
  [...world.store.projects.values()].filter((project) => project.account.id === account.id);

/** The project, which wins over a domain beside it; none for a token of the account. */
export function findScope(world: World, account: KnownAccount, scope: Scope | undefined): Project | undefined {
  const { project: wanted, domain = wanted?.domain } = scope ?? {};
  if (domain !== undefined && !isMeant(domain, account.id, account.name)) {
    throw iamError(401, "Unauthorized", "The domain in the scope is not that of the user.");
  }
  if (wanted === undefined) return undefined;
  const project = projectsOf(world, account).find(({ id, name }) => isMeant(wanted, id, name));
  if (project === undefined) throw iamError(401, "Unauthorized", "The project in the scope does not exist.");
  return project;
}
