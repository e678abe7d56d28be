/**
 * Temporary access keys of an agency: POST /v3.0/OS-CREDENTIAL/securitytokens (Obtaining a Temporary Access Key and
 * Security Token Through an Agency), and POST /v5/agencies/assume of STS.
 */
import { isRecord } from "../base/isRecord";
import { malformed } from "./malformed";
import type { Operation } from "./operation";

export interface TemporaryKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
  /** Milliseconds since 1970, by the clock of the cloud. */
  readonly expiresAt: number;
}

export interface AgencyOfAccount {
  readonly agencyName: string;
  readonly domainName: string;
  readonly durationSeconds: number;
}

export function createTemporaryKey({
  agencyName,
  domainName,
  durationSeconds,
}: AgencyOfAccount): Operation<TemporaryKey> {
  const name = "take on agency";
  const role = { domain_name: domainName, agency_name: agencyName, duration_seconds: durationSeconds };
  return {
    name,
    service: "iam",
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    body: { auth: { identity: { methods: ["assume_role"], assume_role: role } } },
    effect: "read",
    success: [201],
    read: ({ body }) => readTemporaryKey(name, isRecord(body) ? body["credential"] : undefined),
  };
}

export interface AgencyOfAccountId {
  readonly agencyName: string;
  readonly domainId: string;
  readonly durationSeconds: number;
}

export function assumeAgency({ agencyName, domainId, durationSeconds }: AgencyOfAccountId): Operation<TemporaryKey> {
  const name = "assume agency";
  return {
    name,
    service: "sts",
    method: "POST",
    path: "/v5/agencies/assume",
    body: {
      agency_urn: `iam::${domainId}:agency:${agencyName}`,
      agency_session_name: "pulumi-ims",
      duration_seconds: durationSeconds,
    },
    effect: "read",
    success: [200, 201],
    read: ({ body }) => readTemporaryKey(name, isRecord(body) ? body["credentials"] : undefined),
  };
}

/** The two calls and the metadata service have a name of their own for each part. */
const spellings = {
  accessKey: ["access", "access_key_id"],
  secretKey: ["secret", "secret_access_key"],
  securityToken: ["securitytoken", "security_token"],
  expiresAt: ["expires_at", "expiration"],
} as const;

export function readTemporaryKey(operation: string, credential: unknown): TemporaryKey {
  const part = (names: readonly string[]) => {
    const value = isRecord(credential) ? names.map((name) => credential[name]).find(Boolean) : undefined;
    // The body itself is in no message: the parts that are there are secrets.
    if (typeof value !== "string") throw malformed(operation, "access key, secret key, security token and end", "…");
    return value;
  };
  return {
    accessKey: part(spellings.accessKey),
    secretKey: part(spellings.secretKey),
    securityToken: part(spellings.securityToken),
    expiresAt: Date.parse(part(spellings.expiresAt)),
  };
}
