import type { Authenticator } from "./authenticator";
import { bareHeaders } from "./tokenAuthenticator";

/** For calls that bring the secrets in their body: nothing is signed. */
export function proofInBody(
  secrets: readonly string[],
  whenRefused: string,
  headers: Readonly<Record<string, string>> = {},
): Authenticator {
  return {
    whenRefused,
    headers: async (request) => ({ ...bareHeaders(request), ...headers }),
    renew: async () => false,
    secrets: () => secrets,
  };
}
