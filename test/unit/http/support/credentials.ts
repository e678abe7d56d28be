import type { Authenticator } from "../../../../provider/auth/authenticator";

/** Sends a token; there is no other. */
export function tokenAuthenticator(token: string): Authenticator {
  return {
    whenRefused: "Set another token.",
    headers: async () => ({ "x-auth-token": token }),
    renew: async () => false,
    secrets: () => [token],
  };
}
