/** The identity of an access key, a lasting one or one that is renewed. */
import { accessKeyAuthenticator, maxSignedBytes, secretsOf, signedHeaders } from "./accessKeyAuthenticator";
import type { AccessKey } from "./credentials";
import type { Identity } from "./identity";
import { type Expiring, renewing } from "./renewing";

export function keyIdentity(key: AccessKey): Identity {
  return { authenticatorFor: (projectId) => accessKeyAuthenticator(key, projectId) };
}

const earliestLeadMs = 40 * 60_000;

/** @param name tells this identity from others while it holds no key yet */
export function renewedKeyIdentity(
  name: string,
  whenRefused: string,
  fetch: () => Promise<Expiring<AccessKey>>,
  now: () => number,
): Identity {
  const key = renewing(fetch, { now, leadMs: (lifetimeMs) => Math.min(earliestLeadMs, lifetimeMs / 2) });
  return {
    authenticatorFor: (projectId) => ({
      maxBodyBytes: maxSignedBytes,
      whenRefused,
      headers: async (request) => signedHeaders(await key.get(), projectId, request),
      renew: (refused) => key.renew(({ securityToken }) => securityToken === refused["x-security-token"]),
      secrets: () => {
        const held = key.held();
        return held === undefined ? [name, ""] : secretsOf(held);
      },
    }),
  };
}
