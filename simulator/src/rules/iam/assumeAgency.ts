// Who may act as which agency: the caller's account must be the one that the agency trusts.
import type { KnownAccount, Principal } from "../../store/store";
import type { Caller } from "../authenticate";
import { iamError } from "../errors";
import type { World } from "../world";

export interface WantedAgency {
  domainId: string | undefined;
  domainName: string | undefined;
  agencyName: string | undefined;
}

const notFound = (what: string, name: string | undefined) =>
  iamError(404, "Not Found", `Could not find ${what}: ${name ?? ""}.`);

function accountOf(world: World, { domainId, domainName }: WantedAgency): KnownAccount {
  const account = [...world.store.accounts.values()].find(({ id, name }) =>
    domainId === undefined ? name === domainName : id === domainId,
  );
  if (account === undefined) throw notFound("domain", domainId ?? domainName);
  return account;
}

/** The agency as the user that a token or a key of it shows. */
export function assumeAgency(world: World, wanted: WantedAgency, caller: Caller): Principal {
  const account = accountOf(world, wanted);
  const agency = account.agencies.find(({ name }) => name === wanted.agencyName);
  if (agency === undefined) throw notFound("agency", wanted.agencyName);
  if (agency.trustedAccount !== caller.account.name) {
    throw iamError(403, "Forbidden", "You are not authorized to perform the requested action.");
  }
  return { id: `${account.id}/${agency.name}`, name: `${account.name}/${agency.name}`, account };
}
