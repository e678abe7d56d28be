/** Sends a token with every request. */
import type { Authenticator, RequestToAuthenticate } from "./authenticator";
import type { Renewing } from "./renewing";

const header = "x-auth-token";

/** A token that somebody made elsewhere, and that nobody here can renew. */
export function givenTokenAuthenticator(token: string): Authenticator {
  return {
    whenRefused:
      "Set another token: one ends after 24 hours at most, and when its user changes. A password or an access key needs no such care.",
    headers: async (request) => ({ ...bareHeaders(request), [header]: token }),
    renew: async () => false,
    secrets: () => [token],
  };
}

/** @param identity what the token is made from; an empty place stands for the token that is not there yet */
export function renewedTokenAuthenticator(token: Renewing<string>, identity: readonly string[]): Authenticator {
  return {
    whenRefused: "The token was made only now: check whether its user may work in this project.",
    headers: async (request) => ({ ...bareHeaders(request), [header]: await token.get() }),
    renew: (refused) => token.renew((value) => value === refused[header]),
    secrets: () => [...identity, token.held() ?? ""],
  };
}

export function bareHeaders({ origin, contentType }: RequestToAuthenticate): Readonly<Record<string, string>> {
  return { host: new URL(origin).host, "content-type": contentType };
}
