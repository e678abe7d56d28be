/** An agency that is taken on with other credentials: temporary keys of the account that it is in. */
import { assumeAgency, createTemporaryKey, type TemporaryKey } from "../ims/temporaryKeys";
import type { Agency } from "./credentials";
import type { AuthPorts, Identity } from "./identity";
import { renewedKeyIdentity } from "./keyIdentity";

const halfADaySeconds = 12 * 3_600;
/** The most that STS gives to who has a temporary key already. */
const hourSeconds = 3_600;

export function agencyIdentity(base: Identity, agency: Agency, ports: AuthPorts): Identity {
  const authenticator = base.authenticatorFor(undefined);
  return renewedKeyIdentity(
    `agency ${agency.agencyName} of ${agency.domainId ?? agency.domainName}`,
    `Check whether the agency ${agency.agencyName} is still there and trusts this account.`,
    async () => expiring(await ports.send(operationOf(agency), authenticator), ports.now()),
    () => ports.now(),
  );
}

function operationOf({ agencyName, domainId, domainName, durationSeconds }: Agency) {
  if (domainId !== undefined)
    return assumeAgency({ agencyName, domainId, durationSeconds: durationSeconds ?? hourSeconds });
  return createTemporaryKey({
    agencyName,
    domainName: domainName ?? "",
    durationSeconds: durationSeconds ?? halfADaySeconds,
  });
}

export function expiring(key: TemporaryKey, now: number) {
  return { value: key, lifetimeMs: Math.max(key.expiresAt - now, 0) };
}
