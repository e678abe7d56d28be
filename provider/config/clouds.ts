/** The clouds of the family: where their services are, and what they allow. The first whose regions fit counts. */
export interface CloudTraits {
  readonly name: string;
  readonly regions: RegExp;
  readonly domain: string;
  /** Host names that do not follow the pattern `<service>.<region>`. */
  readonly hostNames?: Readonly<Record<string, string>>;
  /** What the documents of the cloud allow for the tags of an image, the ownership marker included. */
  readonly tags: { readonly perImage: number; readonly key: RegExp; readonly value: RegExp; readonly rule: string };
}

const widerTags = {
  perImage: 20,
  key: /^[^=]{1,128}$/u,
  value: /^.{0,255}$/u,
  rule: "keys up to 128 characters and values up to 255",
};
const narrowTags = {
  perImage: 10,
  key: /^[\w-]{1,36}$/,
  value: /^[\w-]{0,43}$/,
  rule: "letters, digits, _ and -, keys up to 36 characters and values up to 43",
};

const clouds: readonly CloudTraits[] = [
  { name: "Open Telekom Cloud", regions: /^eu-(de|nl)$/, domain: "otc.t-systems.com", tags: narrowTags },
  {
    name: "Open Telekom Cloud",
    regions: /^eu-ch2$/,
    domain: "sc.otc.t-systems.com",
    hostNames: { "iam.eu-ch2": "iam-pub.eu-ch2" },
    tags: narrowTags,
  },
  { name: "Huawei Cloud Europe", regions: /^eu-west-1/, domain: "myhuaweicloud.eu", tags: widerTags },
  { name: "Huawei Cloud", regions: /./, domain: "myhuaweicloud.com", tags: widerTags },
];

export function cloudOf(region: string): CloudTraits | undefined {
  return clouds.find(({ regions }) => regions.test(region));
}
