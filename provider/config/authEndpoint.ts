import { cloudOf } from "./clouds";
import type { Addresses } from "./endpointOf";
import type { Found } from "./level";
import { parseEndpoint } from "./parseEndpoint";
import type { Notice } from "./sources/readSettingsFile";

interface Where {
  readonly cloud: string | undefined;
  readonly region: string | undefined;
}

/** The address of IAM as other tools have it, with `/v3` or without; a foreign one is said, because passwords go there. */
export function authEndpoint(found: Found | undefined, where: Where, notice: Notice): Addresses["endpoints"] {
  if (found === undefined) return {};
  const origin = parseEndpoint(found.place, found.value);
  const { hostname } = new URL(origin);
  const domain = where.cloud ?? (where.region === undefined ? undefined : cloudOf(where.region)?.domain);
  const isOwn = domain === undefined || hostname === domain || hostname.endsWith(`.${domain}`) || isLoopback(hostname);
  if (!isOwn) notice(`${found.place} is ${origin}, outside of ${domain}: credentials are sent there.`);
  return { iam: origin };
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
