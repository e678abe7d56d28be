import { ImsError } from "../base/errors";
import type { Service } from "../ims/operation";

/** Where a region's services live; the first match counts. */
const domains: readonly (readonly [RegExp, string])[] = [
  [/^eu-(de|nl)$/, "otc.t-systems.com"],
  [/^eu-ch2$/, "sc.otc.t-systems.com"],
  [/^eu-west-1/, "myhuaweicloud.eu"],
  [/./, "myhuaweicloud.com"],
];

/** The Swiss region of Open Telekom Cloud has its own name for IAM. */
const hostNames: Record<string, string> = { "iam.eu-ch2": "iam-pub.eu-ch2" };

/** The origin of a service in a region, unless an endpoint was given for it. */
export function endpointOf(endpoints: Readonly<Record<string, string>>, region: string, service: Service): string {
  const given = endpoints[service];
  if (given !== undefined) return given;
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) {
    throw new ImsError("CONFIGURATION", `"${region}" is no region name; regions look like eu-de or cn-north-4.`);
  }
  const host = `${service}.${region}`;
  const domain = domains.find(([pattern]) => pattern.test(region))?.[1];
  return `https://${hostNames[host] ?? host}.${domain}`;
}
