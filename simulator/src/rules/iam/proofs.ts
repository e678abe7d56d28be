// What proves who somebody is, by method: password, password with passcode, an older token, an agency.
import type { Principal } from "../../store/store";
import type { Caller } from "../authenticate";
import { iamError } from "../errors";
import type { World } from "../world";
import { assumeAgency } from "./assumeAgency";
import { principalOf } from "./principal";
import { type AgencyRequest, type Identity, isMeant } from "./requests";
import { liveToken } from "./tokens";

export interface Proven {
  user: Principal;
  assumedBy?: Principal | undefined;
  /** A token for a token does not live longer than the first. */
  expiresMs?: number | undefined;
}

type Prove = (world: World, identity: Identity, caller: Caller | undefined) => Proven;

const unauthorized = (message: string) => iamError(401, "Unauthorized", message);
const wrongCredentials = () => unauthorized("The username or password is wrong.");
const invalid = () => iamError(400, "Bad Request", "Request body is invalid.");

function findUser(world: World, wanted: NonNullable<Identity["password"]>["user"]) {
  for (const account of world.store.accounts.values()) {
    if (wanted.id === undefined && !isMeant(wanted.domain ?? {}, account.id, account.name)) continue;
    const user = account.users.find((candidate) => isMeant(wanted, candidate.id, candidate.name));
    if (user?.password === wanted.password) return { account, user };
  }
  throw wrongCredentials();
}

const byPassword: Prove = (world, { password }) => {
  if (password === undefined) throw invalid();
  const { account, user } = findUser(world, password.user);
  if (user.passcode !== undefined) throw unauthorized("The passcode of the MFA device is missing.");
  return { user: principalOf(account, user) };
};

const byPasscode: Prove = (world, { password, totp }) => {
  if (password === undefined || totp === undefined) throw invalid();
  const { account, user } = findUser(world, password.user);
  if (user.passcode === undefined || totp.user.id !== user.id || totp.user.passcode !== user.passcode) {
    throw unauthorized("The passcode of the MFA device is wrong.");
  }
  return { user: principalOf(account, user) };
};

const byToken: Prove = (world, { token }) => {
  const record = liveToken(world, token?.id ?? "");
  if (record === undefined) throw unauthorized("The token is invalid.");
  return { user: record.user, assumedBy: record.assumedBy, expiresMs: record.expiresMs };
};

const agencyOf = (request: AgencyRequest) => ({
  domainId: request.domain_id,
  domainName: request.domain_name,
  agencyName: request.agency_name ?? request.xrole_name,
});

const byAgency: Prove = (world, { assume_role: agency }, caller) => {
  if (agency === undefined) throw invalid();
  if (caller === undefined) throw unauthorized("The request you have made requires authentication.");
  return { user: assumeAgency(world, agencyOf(agency), caller), assumedBy: caller.user };
};

const PROOFS: Readonly<Record<string, Prove>> = {
  password: byPassword,
  "password totp": byPasscode,
  token: byToken,
  assume_role: byAgency,
};

export function prove(world: World, identity: Identity, caller: Caller | undefined): Proven {
  const proof = PROOFS[identity.methods.toSorted().join(" ")];
  if (proof === undefined) throw invalid();
  return proof(world, identity, caller);
}
