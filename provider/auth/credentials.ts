/** Credentials as they were found, before anything was done with them. */
import type { SigningScheme } from "./sign";

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Comes with a temporary key. */
  readonly securityToken?: string | undefined;
  readonly scheme?: SigningScheme;
}

/** A name or an id; an id counts more. */
export interface NameOrId {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
}

export interface PasswordOfUser {
  readonly user: NameOrId;
  readonly account: NameOrId | undefined;
  readonly password: string;
  readonly passcode?: string | undefined;
}

/** The token of an identity provider, or the file in which it is kept fresh. */
export interface IdToken {
  readonly idpId: string;
  readonly idToken?: string | undefined;
  readonly idTokenFile?: string | undefined;
}

export type Proof =
  | ({ readonly kind: "accessKey" } & AccessKey)
  | { readonly kind: "token"; readonly token: string }
  | ({ readonly kind: "password" } & PasswordOfUser)
  | ({ readonly kind: "oidc" } & IdToken)
  | { readonly kind: "metadata" };

/** A role in another account (agency), taken on with the credentials before it. */
export interface Agency {
  readonly agencyName: string;
  readonly domainName?: string | undefined;
  /** With it STS is asked (v5), without it IAM (v3). */
  readonly domainId?: string | undefined;
  readonly durationSeconds?: number | undefined;
}

export interface Credentials {
  readonly proof: Proof;
  readonly agencies: readonly Agency[];
}
