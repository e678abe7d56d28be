/** Signs every request with an access key (AK/SK), scoped to a project by the header X-Project-Id. */
import type { Authenticator } from "./authenticator";
import { authorization } from "./sign";

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The gateway reads a signed body whole before it forwards it. */
const maxSignedBytes = 12 * 1024 * 1024;

export function accessKeyAuthenticator(key: AccessKey, projectId: string | undefined): Authenticator {
  return {
    maxBodyBytes: maxSignedBytes,
    async headers({ method, origin, path, query, contentType, body, now }) {
      const headers = {
        host: new URL(origin).host,
        "content-type": contentType,
        "x-sdk-date": new Date(now).toISOString().replace(/[-:]|\.\d+/g, ""),
        ...(projectId === undefined ? {} : { "x-project-id": projectId }),
        ...(body === undefined ? { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" } : {}),
      };
      return { ...headers, authorization: authorization({ method, path, query, headers, body: body ?? "" }, key) };
    },
    renew: async () => false,
    secrets: () => [key.accessKey, key.secretKey],
  };
}
