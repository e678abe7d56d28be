/** Signs every request with an access key (AK/SK), scoped to a project by the header X-Project-Id. */
import type { Authenticator, RequestToAuthenticate } from "./authenticator";
import type { AccessKey } from "./credentials";
import { authorization } from "./sign";

/** The gateway reads a signed body whole before it forwards it. */
export const maxSignedBytes = 12 * 1024 * 1024;

export function accessKeyAuthenticator(key: AccessKey, projectId: string | undefined): Authenticator {
  return {
    maxBodyBytes: maxSignedBytes,
    whenRefused:
      key.securityToken === undefined
        ? "Check access key, secret key and the clock of this machine."
        : "Check access key, secret key, security token and the clock of this machine; a temporary key ends by itself, and another one has to be set then.",
    headers: async (request) => signedHeaders(key, projectId, request),
    renew: async () => false,
    secrets: () => secretsOf(key),
  };
}

export function secretsOf({ accessKey, secretKey, securityToken }: AccessKey): readonly string[] {
  return [accessKey, secretKey, ...(securityToken === undefined ? [] : [securityToken])];
}

export function signedHeaders(
  key: AccessKey,
  projectId: string | undefined,
  { method, origin, path, query, contentType, body, now }: RequestToAuthenticate,
): Readonly<Record<string, string>> {
  const headers = {
    host: new URL(origin).host,
    "content-type": contentType,
    "x-sdk-date": new Date(now).toISOString().replace(/[-:]|\.\d+/g, ""),
    ...(projectId === undefined ? {} : { "x-project-id": projectId }),
    ...(key.securityToken === undefined ? {} : { "x-security-token": key.securityToken }),
    ...(body === undefined ? { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" } : {}),
  };
  return { ...headers, authorization: authorization({ method, path, query, headers, body: body ?? "" }, key) };
}
