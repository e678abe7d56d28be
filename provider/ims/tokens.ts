/** Tokens: POST /v3/auth/tokens (Obtaining a User Token, Obtaining an Agency Token), POST /v3.0/OS-AUTH/id-token/tokens. */
import { isRecord } from "../base/isRecord";
import { malformed } from "./malformed";
import type { Answer, Operation } from "./operation";

export interface IssuedToken {
  readonly token: string;
  readonly lifetimeMs: number;
}

/** The parts of `auth.identity` that say who asks, as IAM calls them. */
export type TokenIdentity = { readonly methods: readonly string[] } & Readonly<Record<string, unknown>>;

export type TokenScope =
  | { readonly project: { readonly id: string } }
  | { readonly domain: Readonly<Record<string, string>> };

/** @param scope undefined for a token of the account, as far as IAM gives one */
export function createToken(identity: TokenIdentity, scope: TokenScope | undefined): Operation<IssuedToken> {
  const name = "create token";
  return {
    name,
    service: "iam",
    method: "POST",
    path: "/v3/auth/tokens",
    // Without it the answer brings the whole catalogue along.
    query: [["nocatalog", "true"]],
    body: { auth: { identity, ...(scope === undefined ? {} : { scope }) } },
    // Another token does not end the one before.
    effect: "read",
    success: [201],
    read: (answer) => readToken(name, answer),
  };
}

/** The id of the provider goes into the header X-Idp-Id, which belongs to the proof of who asks. */
export function createTokenFromIdToken(idToken: string, scope: TokenScope | undefined): Operation<IssuedToken> {
  const name = "create token from id token";
  return {
    name,
    service: "iam",
    method: "POST",
    path: "/v3.0/OS-AUTH/id-token/tokens",
    body: { auth: { id_token: { id: idToken }, ...(scope === undefined ? {} : { scope }) } },
    effect: "read",
    success: [201],
    read: (answer) => readToken(name, answer),
  };
}

const longestMs = 24 * 3_600_000;

function readToken(name: string, { headers, body }: Answer): IssuedToken {
  const text = headers["x-subject-token"];
  const token = isRecord(body) ? body["token"] : undefined;
  if (!text || !isRecord(token)) throw malformed(name, "token in the header X-Subject-Token", body);
  const lifetimeMs = Date.parse(String(token["expires_at"])) - Date.parse(String(token["issued_at"]));
  return { token: text, lifetimeMs: lifetimeMs > 0 ? lifetimeMs : longestMs };
}
