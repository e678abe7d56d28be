/** The identity of whoever IAM gives tokens to: a token for the account, and one for each project. */
import type { IssuedToken, TokenScope } from "../ims/tokens";
import type { Authenticator } from "./authenticator";
import type { Identity } from "./identity";
import { renewing } from "./renewing";
import { renewedTokenAuthenticator } from "./tokenAuthenticator";

export interface TokenSource {
  /** A secret: no text may show it, and it tells this identity from others. */
  readonly secrets: readonly string[];
  readonly accountScope: TokenScope | undefined;
  fetch(scope: TokenScope | undefined): Promise<IssuedToken>;
  now(): number;
}

const earliestLeadMs = 30 * 60_000;

export function tokenIdentity({ secrets, accountScope, fetch, now }: TokenSource): Identity {
  const authenticators = new Map<string | undefined, Authenticator>();
  const open = (projectId: string | undefined): Authenticator => {
    const scope = projectId === undefined ? accountScope : { project: { id: projectId } };
    const leadMs = (lifetimeMs: number) => Math.min(earliestLeadMs, lifetimeMs / 10);
    const token = renewing(
      async () => {
        const issued = await fetch(scope);
        return { value: issued.token, lifetimeMs: issued.lifetimeMs };
      },
      { now, leadMs },
    );
    return renewedTokenAuthenticator(token, secrets);
  };
  return {
    authenticatorFor: (projectId) => {
      const authenticator = authenticators.get(projectId) ?? open(projectId);
      authenticators.set(projectId, authenticator);
      return authenticator;
    },
  };
}
