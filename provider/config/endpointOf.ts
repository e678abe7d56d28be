import { ImsError } from "../base/errors";
import type { Service } from "../ims/operation";
import { cloudOf } from "./clouds";

const globalDomain = "myhuaweicloud.com";

/** Settings of the addresses of services. */
export interface Addresses {
  /** Service to origin, for services that are not where their region says. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Domain of a cloud that the region does not tell. */
  readonly cloud?: string | undefined;
}

/**
 * The origin of a service in a region, unless an endpoint was given for it. Without a region, that of a service which
 * serves the whole account, as Huawei Cloud has one.
 */
export function endpointOf({ endpoints, cloud }: Addresses, region: string | undefined, service: Service): string {
  const given = endpoints[service];
  if (given !== undefined) return given;
  if (region === undefined) return `https://${service}.${cloud === undefined ? globalDomain : domainIn(cloud)}`;
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) {
    throw new ImsError("CONFIGURATION", `"${region}" is no region name; regions look like eu-de or cn-north-4.`);
  }
  const host = `${service}.${region}`;
  if (cloud !== undefined) return `https://${host}.${domainIn(cloud)}`;
  const traits = cloudOf(region);
  return `https://${traits?.hostNames?.[host] ?? host}.${traits?.domain}`;
}

function domainIn(cloud: string): string {
  if (/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(cloud)) return cloud;
  throw new ImsError(
    "CONFIGURATION",
    `"${cloud}" is no domain of a cloud; one looks like myhuaweicloud.com. (An entry of clouds.yaml is named by ims:osCloud or OS_CLOUD.)`,
  );
}
