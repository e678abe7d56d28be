// The older call for a temporary key: for a token of one's own, or as an agency.
import { microsText } from "../../base/times";
import type { Principal } from "../../store/store";
import type { TemporaryKey } from "../../store/temporaryKey";
import type { Caller } from "../authenticate";
import { iamError } from "../errors";
import type { World } from "../world";
import { prove } from "./proofs";
import { type Identity, readRequest, tokenRequest } from "./requests";
import { issueKey } from "./temporaryKey";

const DEFAULT_SECONDS = 900;
const MIN_SECONDS = 900;
const MAX_SECONDS = 86_400;

function userOf(world: World, identity: Identity, caller: Caller | undefined): Principal {
  if (identity.methods.join() === "token" && caller?.by === "token") return caller.user;
  return prove(world, identity, caller).user;
}

export const credentialView = ({ accessKey, secretKey, securityToken, expiresMs }: TemporaryKey): object => ({
  credential: {
    access: accessKey,
    secret: secretKey,
    securitytoken: securityToken,
    expires_at: microsText(expiresMs),
  },
});

export function issueSecurityToken(world: World, json: unknown, caller: Caller | undefined): object {
  const { identity } = readRequest(tokenRequest, json).auth;
  const method = identity.methods.join();
  if (method !== "token" && method !== "assume_role") throw iamError(400, "Bad Request", "Request body is invalid.");
  const user = userOf(world, identity, caller);
  const seconds = identity[method]?.duration_seconds ?? DEFAULT_SECONDS;
  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
    throw iamError(400, "Bad Request", `duration_seconds is from ${MIN_SECONDS} to ${MAX_SECONDS}.`);
  }
  return credentialView(issueKey(world, user, seconds));
}
