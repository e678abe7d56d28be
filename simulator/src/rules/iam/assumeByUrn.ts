// The newer call for a temporary key of an agency, which it names by a URN.
import { millisText } from "../../base/times";
import type { Caller } from "../authenticate";
import { iamCodeError } from "../errors";
import { ServiceError } from "../serviceError";
import type { World } from "../world";
import { assumeAgency, type WantedAgency } from "./assumeAgency";
import { assumeRequest } from "./requests";
import { issueKey } from "./temporaryKey";

const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 900;
const MAX_SECONDS = 43_200;
/** For a request that is itself signed with a temporary key. */
const MAX_CHAINED_SECONDS = 3600;
const URN = /^iam::([^:]+):agency:(?:.*\/)?([^:/]+)$/;

const invalid = (message: string) => iamCodeError(400, "IAM.0011", message);

function agencyOf(urn: string): WantedAgency {
  const [, domainId, agencyName] = URN.exec(urn) ?? [];
  if (domainId === undefined) throw invalid("agency_urn is not iam::<account id>:agency:<name>.");
  return { domainId, domainName: undefined, agencyName };
}

function assume(world: World, urn: string, caller: Caller) {
  try {
    return assumeAgency(world, agencyOf(urn), caller);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.refusal.dialect !== "iam") throw error;
    throw iamCodeError(error.status, error.status === 403 ? "IAM.0002" : "IAM.0004", error.message);
  }
}

export function assumeByUrn(world: World, json: unknown, caller: Caller): object {
  const parsed = assumeRequest.safeParse(json);
  if (!parsed.success) throw invalid("Request body is invalid.");
  const { agency_urn: urn, agency_session_name: session, duration_seconds: seconds = DEFAULT_SECONDS } = parsed.data;
  const most = caller.temporary ? MAX_CHAINED_SECONDS : MAX_SECONDS;
  if (seconds < MIN_SECONDS || seconds > most) throw invalid(`duration_seconds is from ${MIN_SECONDS} to ${most}.`);
  const user = assume(world, urn, caller);
  const key = issueKey(world, user, seconds);
  return {
    assumed_agency: {
      urn: `sts::${user.account.id}:assumed-agency:${agencyOf(urn).agencyName ?? ""}/${session}`,
      id: `${user.account.id}:${session}`,
    },
    credentials: {
      access_key_id: key.accessKey,
      secret_access_key: key.secretKey,
      security_token: key.securityToken,
      expiration: millisText(key.expiresMs),
    },
  };
}
