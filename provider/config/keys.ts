/** Every setting by its key in the configuration `ims:<key>`, with the environment variables that other tools have for it. */
export interface Setting {
  /** The meaning, for the table in the documentation. */
  readonly about: string;
  /** How the value looks, where it is not plain text. */
  readonly type?: "true or false" | "JSON map" | "JSON list" | "number";
  readonly secret?: true;
  /** The key whose JSON holds it in the configuration, for what has variables of its own elsewhere. */
  readonly inside?: "assumeRole" | "assumeRoleWithOidc";
  /** Terraform provider of Huawei Cloud. */
  readonly HW?: readonly string[];
  /** OpenStack clients, and the Terraform provider of Open Telekom Cloud. */
  readonly OS?: readonly string[];
  /** Huawei Cloud's own SDKs. */
  readonly HUAWEICLOUD_SDK?: readonly string[];
  /** Our own. */
  readonly PULUMI_IMS?: readonly string[];
}

export const keys = {
  region: {
    about: "region of new images; by default the beginning of the project's name",
    HW: ["HW_REGION_NAME"],
    OS: ["OS_REGION_NAME", "OS_REGION"],
  },
  accessKey: {
    about: "access key (AK)",
    HW: ["HW_ACCESS_KEY"],
    OS: ["OS_ACCESS_KEY", "OS_ACCESS_KEY_ID", "OS_AK"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_AK"],
  },
  secretKey: {
    about: "secret key (SK) of the access key",
    secret: true,
    HW: ["HW_SECRET_KEY"],
    OS: ["OS_SECRET_KEY", "OS_ACCESS_KEY_SECRET", "OS_SK"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_SK"],
  },
  securityToken: {
    about: "security token of a temporary access key",
    secret: true,
    HW: ["HW_SECURITY_TOKEN"],
    OS: ["OS_SECURITY_TOKEN", "OS_AKSK_SECURITY_TOKEN", "OS_ST"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_SECURITY_TOKEN"],
  },
  token: {
    about: "token of a user, made elsewhere; it cannot be renewed",
    secret: true,
    HW: ["HW_AUTH_TOKEN"],
    OS: ["OS_TOKEN", "OS_AUTH_TOKEN"],
  },
  userName: { about: "name of the user of a password", HW: ["HW_USER_NAME"], OS: ["OS_USERNAME"] },
  userId: { about: "id of the user, instead of the name", HW: ["HW_USER_ID"], OS: ["OS_USER_ID"] },
  password: { about: "password of the user", secret: true, HW: ["HW_USER_PASSWORD"], OS: ["OS_PASSWORD"] },
  passcode: {
    about: "one-time passcode of multi-factor authentication, with `userId`",
    secret: true,
    OS: ["OS_PASSCODE"],
  },
  domainName: {
    about: "name of the account of the user",
    HW: ["HW_DOMAIN_NAME"],
    OS: ["OS_USER_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_DEFAULT_DOMAIN"],
  },
  domainId: {
    about: "id of the account of the user, instead of the name",
    HW: ["HW_DOMAIN_ID"],
    OS: ["OS_USER_DOMAIN_ID", "OS_PROJECT_DOMAIN_ID", "OS_DOMAIN_ID"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_DOMAIN_ID"],
  },
  projectId: {
    about: "project of new images; by default it is looked up by its name",
    HW: ["HW_PROJECT_ID"],
    OS: ["OS_PROJECT_ID", "OS_TENANT_ID"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_PROJECT_ID"],
  },
  projectName: {
    about: "name of the project; by default the region's",
    HW: ["HW_PROJECT_NAME"],
    OS: ["OS_PROJECT_NAME", "OS_TENANT_NAME"],
  },
  profile: {
    about: "profile in the file of the vendor's command line (KooCLI); by default its current one",
    HW: ["HW_PROFILE"],
  },
  sharedConfigFile: { about: "that file; by default `~/.hcloud/config.json`", HW: ["HW_SHARED_CONFIG_FILE"] },
  osCloud: { about: "entry of `clouds.yaml`; by default the only one", OS: ["OS_CLOUD"] },
  assumeRole: {
    about: "agencies to take on, one after the other: `agencyName`, `domainName` or `domainId`, `duration` in seconds",
    type: "JSON list",
  },
  agencyName: {
    inside: "assumeRole",
    about: "agency to take on",
    HW: ["HW_ASSUME_ROLE_AGENCY_NAME"],
    OS: ["OS_AGENCY_NAME"],
  },
  agencyDomainName: {
    inside: "assumeRole",
    about: "name of the account that the agency is in",
    HW: ["HW_ASSUME_ROLE_DOMAIN_NAME"],
    OS: ["OS_AGENCY_DOMAIN_NAME"],
  },
  agencyDomainId: {
    inside: "assumeRole",
    about: "id of that account, instead of the name: the agency is then taken on by STS (v5)",
    HW: ["HW_ASSUME_ROLE_DOMAIN_ID"],
  },
  agencyDuration: {
    inside: "assumeRole",
    about: "seconds that the key of the agency is good for; it is renewed before",
    type: "number",
    HW: ["HW_ASSUME_ROLE_DURATION"],
  },
  delegatedProject: {
    about: "name of the project in the agency's account; by default the region's",
    OS: ["OS_DELEGATED_PROJECT"],
  },
  assumeRoleWithOidc: {
    about: "token of an identity provider: `idpId`, `idToken` or `idTokenFile`, and perhaps an agency as above",
    type: "JSON map",
    secret: true,
  },
  idpId: {
    inside: "assumeRoleWithOidc",
    about: "id of the identity provider",
    HW: ["HW_ASSUME_ROLE_IDP_ID"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_IDP_ID"],
  },
  idToken: { inside: "assumeRoleWithOidc", about: "its token", secret: true, HW: ["HW_ASSUME_ROLE_ID_TOKEN"] },
  idTokenFile: {
    inside: "assumeRoleWithOidc",
    about: "file with its token, read anew for every use",
    HW: ["HW_ASSUME_ROLE_ID_TOKEN_FILE"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_ID_TOKEN_FILE"],
  },
  useInstanceMetadata: {
    about: "whether to ask the server that this runs on for a key, when there are no other credentials",
    type: "true or false",
  },
  cloud: {
    about: "domain of another cloud of the family, such as `myhuaweicloud.eu`; by default by the region",
    HW: ["HW_CLOUD"],
  },
  authUrl: {
    about: "address of IAM, such as `https://iam.eu-de.otc.t-systems.com/v3`; by default by the region",
    HW: ["HW_AUTH_URL"],
    OS: ["OS_AUTH_URL"],
    HUAWEICLOUD_SDK: ["HUAWEICLOUD_SDK_IAM_ENDPOINT"],
  },
  endpoints: {
    about: "addresses by service: `ims`, `ecs`, `iam`, `sts`; by default by the region",
    type: "JSON map",
    PULUMI_IMS: ["PULUMI_IMS_ENDPOINTS"],
  },
  signingScheme: { about: "`flat` (the default) or `scoped`: how requests are signed with an access key" },
  cacertFile: { about: "certificate authority to trust beside the well-known ones, path or PEM", OS: ["OS_CACERT"] },
  clientCertFile: { about: "client certificate, path or PEM", OS: ["OS_CERT"] },
  clientKeyFile: { about: "key of the client certificate, path or PEM", secret: true, OS: ["OS_KEY"] },
  insecure: {
    about: "takes any certificate: whoever sits in between can read and change everything",
    type: "true or false",
    HW: ["HW_INSECURE"],
    OS: ["OS_INSECURE"],
  },
  maxRetries: {
    about:
      "how often a call is repeated when it may be, 0 to 20; by default 5. Refusals for too many calls do not count",
    type: "number",
    HW: ["HW_MAX_RETRIES"],
  },
  requestTimeout: {
    about: "seconds that one attempt of a call may take; by default 60. An upload has no such limit",
    type: "number",
  },
  connectTimeout: { about: "seconds that a connection may take; by default 10", type: "number" },
  enterpriseProjectId: {
    about: "enterprise project of new images that name none: a UUID, or `0`",
    HW: ["HW_ENTERPRISE_PROJECT_ID"],
  },
  defaultTags: { about: "tags of every image, unless its own tags say something else", type: "JSON map" },
  ignoreTags: {
    about: "keys of tags that others set and remove, such as `owner` or `backup-*`: they are no drift and stay",
    type: "JSON list",
  },
  pollInterval: {
    about: "seconds between two looks at a job; by default 15 to 20, or by the reported progress",
    type: "number",
    PULUMI_IMS: ["PULUMI_IMS_POLL_INTERVAL"],
  },
  ownershipMarker: {
    about: "the marker of a finished image: `keep` (the default) or `remove`",
    PULUMI_IMS: ["PULUMI_IMS_OWNERSHIP_MARKER"],
  },
  stateId: {
    about:
      "any text, or the earlier address of a backend that moved: tells states apart that have equal names of project and stack. By default the address of the backend; the variable counts more",
    PULUMI_IMS: ["PULUMI_IMS_STATE_ID"],
  },
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof keys;

/** The keys that prove who is asking, and what belongs to that: never taken from two places. */
export const credentialKeys: readonly Key[] = [
  "accessKey",
  "secretKey",
  "securityToken",
  "token",
  "userName",
  "userId",
  "password",
  "passcode",
  "domainName",
  "domainId",
  "projectId",
  "projectName",
  "profile",
  "sharedConfigFile",
  "osCloud",
  "assumeRole",
  "delegatedProject",
  "assumeRoleWithOidc",
  "useInstanceMetadata",
];

/** Which tool each family of environment variables belongs to, in the order in which they are looked at. */
export const families = ["PULUMI_IMS", "HW", "OS", "HUAWEICLOUD_SDK"] as const;
export type Family = (typeof families)[number];
