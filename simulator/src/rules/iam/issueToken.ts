// Tokens: for a proof of identity, or for the ID token of an identity provider.
import type { Caller } from "../authenticate";
import { iamCodeError } from "../errors";
import type { World } from "../world";
import { catalogOf } from "./catalog";
import { type Proven, prove } from "./proofs";
import { idTokenRequest, readRequest, type Scope, tokenRequest } from "./requests";
import { findScope } from "./scope";
import { keepToken } from "./tokens";
import { tokenView } from "./tokenView";

export interface IssuedToken {
  token: string;
  body: object;
}

export interface TokenOrder {
  json: unknown;
  withCatalog: boolean;
  /** Scheme and host of the catalog. */
  origin: string;
}

type Grant = Proven & { methods: string[]; scope: Scope | undefined };

function issue(world: World, { withCatalog, origin }: TokenOrder, { scope, expiresMs, ...grant }: Grant): IssuedToken {
  const { account } = grant.user;
  const issuedMs = world.clock.now();
  const project = findScope(world, account, scope);
  const record = { ...grant, account, project, issuedMs, expiresMs: expiresMs ?? issuedMs + world.iam.tokenMs };
  const view = tokenView(record);
  const catalog = withCatalog ? { catalog: catalogOf(project, origin) } : {};
  return { token: keepToken(world, record), body: { token: { ...view, ...catalog } } };
}

export function issueToken(world: World, order: TokenOrder, caller: Caller | undefined): IssuedToken {
  const { identity, scope } = readRequest(tokenRequest, order.json).auth;
  return issue(world, order, { ...prove(world, identity, caller), methods: identity.methods, scope });
}

export function issueTokenForIdToken(world: World, order: TokenOrder, providerId: string | undefined): IssuedToken {
  const parsed = idTokenRequest.safeParse(order.json);
  if (!parsed.success) throw iamCodeError(400, "IAM.0011", "Request body is invalid.");
  const { id_token: idToken, scope } = parsed.data.auth;
  for (const account of world.store.accounts.values()) {
    const provider = account.identityProviders.find(({ id }) => id === providerId);
    if (provider === undefined) continue;
    if (!provider.idTokens.includes(idToken.id)) {
      throw iamCodeError(401, "IAM.0001", "The request you have made requires authentication.");
    }
    const user = { id: `${account.id}/${provider.id}`, name: provider.id, account };
    return issue(world, order, { user, methods: ["mapped"], scope });
  }
  throw iamCodeError(404, "IAM.0004", `Could not find identity provider: ${providerId ?? ""}.`);
}
