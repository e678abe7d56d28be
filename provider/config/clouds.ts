import type { CloudFamily } from "../ims/cloudLimits";

/** The clouds of the family: where the services of a region are. The first whose regions fit counts. */
export interface CloudTraits {
  readonly family: CloudFamily;
  readonly regions: RegExp;
  readonly domain: string;
  /** Host names that do not follow the pattern `<service>.<region>`. */
  readonly hostNames?: Readonly<Record<string, string>>;
}

const clouds: readonly CloudTraits[] = [
  // Open Telekom Cloud, whose Swiss region has a domain and a name for IAM of its own.
  { family: "otc", regions: /^eu-(de|nl)$/, domain: "otc.t-systems.com" },
  { family: "otc", regions: /^eu-ch2$/, domain: "sc.otc.t-systems.com", hostNames: { "iam.eu-ch2": "iam-pub.eu-ch2" } },
  // Huawei Cloud.
  { family: "huaweicloud", regions: /^eu-west-1/, domain: "myhuaweicloud.eu" },
  { family: "huaweicloud", regions: /./, domain: "myhuaweicloud.com" },
];

export function cloudOf(region: string): CloudTraits | undefined {
  return clouds.find(({ regions }) => regions.test(region));
}
