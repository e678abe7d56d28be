/** The agencies to take on, one after the other. */
import type { Agency } from "../auth/credentials";
import { ImsError } from "../base/errors";
import { isRecord } from "../base/isRecord";
import type { Level, StackConfig } from "./level";
import { parseList } from "./parseList";
import { parseMap } from "./parseMap";

const example = '[{"agencyName":"images","domainName":"the-other-account"}]';

export function readStackAgencies(stack: StackConfig): readonly Agency[] {
  const text = stack("ims:assumeRole")?.trim();
  if (text) return parseList(text, "ims:assumeRole", example).map((item) => agencyOf(item, "ims:assumeRole"));
  const oidc = stack("ims:assumeRoleWithOidc")?.trim();
  const map = oidc ? parseMap(oidc, "ims:assumeRoleWithOidc", '{"idpId":"…","idTokenFile":"/path"}') : {};
  return map["agencyName"] === undefined ? [] : [agencyOf(map, "ims:assumeRoleWithOidc")];
}

/** Environment variables and files know one agency. */
export function readAgency(level: Level): readonly Agency[] {
  const name = level.get("agencyName");
  if (name === undefined) return [];
  const agency = {
    agencyName: name.value,
    domainName: level.get("agencyDomainName")?.value,
    domainId: level.get("agencyDomainId")?.value,
    duration: level.get("agencyDuration")?.value,
  };
  return [agencyOf(agency, name.place)];
}

function agencyOf(item: unknown, place: string): Agency {
  if (!isRecord(item) || typeof item["agencyName"] !== "string") throw refuse(place, `names no agency; see ${example}`);
  const { agencyName, domainName, domainId, duration } = item;
  if (typeof domainName !== "string" && typeof domainId !== "string") {
    throw refuse(place, `names the agency ${agencyName} without its account: give domainName or domainId`);
  }
  const seconds = duration === undefined ? undefined : Number(duration);
  if (seconds !== undefined && !(seconds >= 900 && seconds <= 86_400)) {
    throw refuse(place, "has a duration that is no number of seconds from 900 to 86400");
  }
  return {
    agencyName,
    domainName: typeof domainName === "string" ? domainName : undefined,
    domainId: typeof domainId === "string" ? domainId : undefined,
    durationSeconds: seconds,
  };
}

function refuse(place: string, what: string): ImsError {
  return new ImsError("CONFIGURATION", `${place} ${what}.`);
}
