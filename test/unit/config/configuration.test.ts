/** Where credentials and the region come from, in which order, and what is said about each mistake. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ImsError } from "../../../provider/base/errors";
import { readConfiguration } from "../../../provider/config/configuration";
import { families, keys, type Setting } from "../../../provider/config/keys";
import type { Environment } from "../../../provider/config/level";
import { readSettings } from "../../../provider/config/settings";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-ims-config-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const secret = "hunter2hunter2";

function write(file: string, text: string, mode = 0o600): string {
  const path = join(home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

function readAll(environment: Environment, stack: Readonly<Record<string, string>> = {}) {
  const notices: string[] = [];
  const settings = readSettings({ HOME: home, ...environment }, (key) => stack[key]);
  const configuration = readConfiguration(settings, {
    cwd: join(home, "program"),
    notice: (text) => notices.push(text),
  });
  return { ...configuration, notices };
}

function refusal(environment: Environment, stack: Readonly<Record<string, string>> = {}): string {
  try {
    readAll(environment, stack);
  } catch (error) {
    if (!(error instanceof ImsError)) throw error;
    expect(error.code).toBe("CONFIGURATION");
    expect(error.message).not.toContain(secret);
    return error.message;
  }
  throw new Error("the configuration was accepted");
}

const proofOf = (environment: Environment, stack: Readonly<Record<string, string>> = {}) =>
  readAll(environment, stack).credentials?.proof;

const hw = { HW_ACCESS_KEY: "HWAK", HW_SECRET_KEY: secret };
const os = { OS_ACCESS_KEY: "OSAK", OS_SECRET_KEY: secret };
const sdk = { HUAWEICLOUD_SDK_AK: "SDKAK", HUAWEICLOUD_SDK_SK: secret };
const stackKey = { "ims:accessKey": "IMSAK", "ims:secretKey": secret };
const profileText = (accessKeyId = "PROFILEAK000000000001") =>
  JSON.stringify({
    current: "work",
    profiles: [
      { name: "work", mode: "AKSK", accessKeyId, secretAccessKey: secret, region: "cn-north-4", projectId: "p-work" },
      {
        name: "sso",
        mode: "SSO",
        ssoAuth: { stsToken: { accessKeyId: "SSOAK00000000000001", secretAccessKey: secret, securityToken: "sts" } },
      },
    ],
  });
const cloudsText = `
clouds:
  otc:
    profile: otc
    region_name: eu-nl
    verify: false
    cacert: /etc/ca.pem
    auth: { username: U, password: ${secret}, user_domain_name: ACCOUNT, project_name: eu-nl_dev }
  keys:
    auth: { ak: CLOUDAK, sk: ${secret}, project_name: eu-de_dev, auth_url: "https://iam.eu-de.otc.t-systems.com/v3" }
`;

test("the names of the keys and of their environment variables are a permanent contract", () => {
  const lines = Object.entries(keys).map(([key, setting]: [string, Setting]) =>
    [key, setting.secret ? "secret" : "", setting.inside ?? "", ...families.flatMap((family) => setting[family] ?? [])]
      .filter(Boolean)
      .join(" "),
  );
  expect(lines).toEqual([
    "region HW_REGION_NAME OS_REGION_NAME OS_REGION",
    "accessKey HW_ACCESS_KEY OS_ACCESS_KEY OS_ACCESS_KEY_ID OS_AK HUAWEICLOUD_SDK_AK",
    "secretKey secret HW_SECRET_KEY OS_SECRET_KEY OS_ACCESS_KEY_SECRET OS_SK HUAWEICLOUD_SDK_SK",
    "securityToken secret HW_SECURITY_TOKEN OS_SECURITY_TOKEN OS_AKSK_SECURITY_TOKEN OS_ST HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "token secret HW_AUTH_TOKEN OS_TOKEN OS_AUTH_TOKEN",
    "userName HW_USER_NAME OS_USERNAME",
    "userId HW_USER_ID OS_USER_ID",
    "password secret HW_USER_PASSWORD OS_PASSWORD",
    "passcode secret OS_PASSCODE",
    "domainName HW_DOMAIN_NAME OS_USER_DOMAIN_NAME OS_PROJECT_DOMAIN_NAME OS_DOMAIN_NAME OS_DEFAULT_DOMAIN",
    "domainId HW_DOMAIN_ID OS_USER_DOMAIN_ID OS_PROJECT_DOMAIN_ID OS_DOMAIN_ID HUAWEICLOUD_SDK_DOMAIN_ID",
    "projectId HW_PROJECT_ID OS_PROJECT_ID OS_TENANT_ID HUAWEICLOUD_SDK_PROJECT_ID",
    "projectName HW_PROJECT_NAME OS_PROJECT_NAME OS_TENANT_NAME",
    "profile HW_PROFILE",
    "sharedConfigFile HW_SHARED_CONFIG_FILE",
    "osCloud OS_CLOUD",
    "assumeRole",
    "agencyName assumeRole HW_ASSUME_ROLE_AGENCY_NAME OS_AGENCY_NAME",
    "agencyDomainName assumeRole HW_ASSUME_ROLE_DOMAIN_NAME OS_AGENCY_DOMAIN_NAME",
    "agencyDomainId assumeRole HW_ASSUME_ROLE_DOMAIN_ID",
    "agencyDuration assumeRole HW_ASSUME_ROLE_DURATION",
    "delegatedProject OS_DELEGATED_PROJECT",
    "assumeRoleWithOidc secret",
    "idpId assumeRoleWithOidc HW_ASSUME_ROLE_IDP_ID HUAWEICLOUD_SDK_IDP_ID",
    "idToken secret assumeRoleWithOidc HW_ASSUME_ROLE_ID_TOKEN",
    "idTokenFile assumeRoleWithOidc HW_ASSUME_ROLE_ID_TOKEN_FILE HUAWEICLOUD_SDK_ID_TOKEN_FILE",
    "useInstanceMetadata",
    "cloud HW_CLOUD",
    "authUrl HW_AUTH_URL OS_AUTH_URL HUAWEICLOUD_SDK_IAM_ENDPOINT",
    "endpoints PULUMI_IMS_ENDPOINTS",
    "signingScheme",
    "cacertFile OS_CACERT",
    "clientCertFile OS_CERT",
    "clientKeyFile secret OS_KEY",
    "insecure HW_INSECURE OS_INSECURE",
    "maxRetries HW_MAX_RETRIES",
    "requestTimeout",
    "connectTimeout",
    "enterpriseProjectId HW_ENTERPRISE_PROJECT_ID",
    "defaultTags",
    "ignoreTags",
    "pollInterval PULUMI_IMS_POLL_INTERVAL",
    "ownershipMarker PULUMI_IMS_OWNERSHIP_MARKER",
    "stateId PULUMI_IMS_STATE_ID",
  ]);
});

describe("every kind of credentials", () => {
  const accessKey = (accessKey: string) => ({ kind: "accessKey", accessKey, secretKey: secret });
  const user = { user: { name: "U", id: undefined }, account: { name: "A", id: undefined } };
  test.each<[string, Environment, object]>([
    ["HW key", hw, accessKey("HWAK")],
    ["temporary HW key", { ...hw, HW_SECURITY_TOKEN: "st" }, { ...accessKey("HWAK"), securityToken: "st" }],
    ["OS key", os, accessKey("OSAK")],
    ["temporary OS key", { ...os, OS_SECURITY_TOKEN: "st" }, { ...accessKey("OSAK"), securityToken: "st" }],
    ["SDK key", sdk, accessKey("SDKAK")],
    [
      "temporary SDK key",
      { ...sdk, HUAWEICLOUD_SDK_SECURITY_TOKEN: "st" },
      { ...accessKey("SDKAK"), securityToken: "st" },
    ],
    ["HW token", { HW_AUTH_TOKEN: "t" }, { kind: "token", token: "t" }],
    ["OS token", { OS_TOKEN: "t" }, { kind: "token", token: "t" }],
    ["OS token, the other name", { OS_AUTH_TOKEN: "t" }, { kind: "token", token: "t" }],
    [
      "HW password",
      { HW_USER_NAME: "U", HW_USER_PASSWORD: secret, HW_DOMAIN_NAME: "A" },
      { kind: "password", ...user, password: secret },
    ],
    [
      "OS password",
      { OS_USERNAME: "U", OS_PASSWORD: secret, OS_USER_DOMAIN_NAME: "A" },
      { kind: "password", ...user, password: secret },
    ],
    [
      "OS password with a passcode",
      { OS_USER_ID: "u1", OS_PASSWORD: secret, OS_PASSCODE: "123456" },
      {
        kind: "password",
        user: { id: "u1", name: undefined },
        account: undefined,
        password: secret,
        passcode: "123456",
      },
    ],
    [
      "id token in a file",
      { HUAWEICLOUD_SDK_IDP_ID: "idp", HUAWEICLOUD_SDK_ID_TOKEN_FILE: "/token" },
      { kind: "oidc", idpId: "idp", idTokenFile: "/token" },
    ],
  ])("%s", (_kind, environment, proof) => {
    expect(proofOf(environment)).toMatchObject(proof);
  });

  test("blanks around a key are taken off", () => {
    expect(proofOf({ HW_ACCESS_KEY: " HWAK ", HW_SECRET_KEY: `\t${secret}\n` })).toMatchObject(accessKey("HWAK"));
  });

  test("of several in one environment the token counts before the key, and the key before the password", () => {
    const password = { OS_USERNAME: "U", OS_PASSWORD: secret, OS_DOMAIN_NAME: "A" };
    expect(proofOf({ ...os, ...password })?.kind).toBe("accessKey");
    expect(proofOf({ ...os, ...password, OS_TOKEN: "t" })?.kind).toBe("token");
  });
});

const withFile = (writeIt: () => string) => {
  writeIt();
  return {};
};

describe("the first place with a whole set counts", () => {
  const order: readonly (readonly [
    string,
    () => { environment?: Environment; stack?: Record<string, string> },
    string,
  ])[] = [
    ["the configuration", () => ({ stack: stackKey }), "ims:accessKey and ims:secretKey"],
    ["HW", () => ({ environment: hw }), "HW_ACCESS_KEY and HW_SECRET_KEY"],
    ["OS", () => ({ environment: os }), "OS_ACCESS_KEY and OS_SECRET_KEY"],
    ["SDK", () => ({ environment: sdk }), "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"],
    [
      "the command line's file",
      () => withFile(() => write(".hcloud/config.json", profileText())),
      'accessKeyId in profile "work" in',
    ],
    [
      "the only cloud",
      () =>
        withFile(() => write(".config/openstack/clouds.yaml", `clouds: { one: { auth: { ak: A1, sk: ${secret} } } }`)),
      'auth.ak in cloud "one" in',
    ],
    [
      "the SDK's file",
      () => withFile(() => write(".huaweicloud/credentials", `[basic]\nak = FILEAK\nsk = ${secret}\n`)),
      "ak in [basic] of",
    ],
    ["metadata", () => ({ stack: { "ims:useInstanceMetadata": "true" } }), "the metadata service"],
  ];
  test.each(order.map(([name], index) => [name, index] as const))(
    "%s, when all that come after it are set too",
    (_name, index) => {
      const set = order.slice(index).map(([, prepare]) => prepare());
      const environment = Object.assign({}, ...set.map((one) => one.environment));
      const stack = Object.assign({}, ...set.map((one) => one.stack));
      expect(readAll(environment, stack).credentials?.source).toContain(order[index]?.[2]);
    },
  );

  test("nothing anywhere is no credentials, with every place that was looked at", () => {
    const { credentials, searched } = readAll({});
    expect(credentials).toBeUndefined();
    for (const place of [
      "ims:accessKey",
      "HW_ACCESS_KEY",
      "OS_ACCESS_KEY",
      "OS_CLOUD",
      "HUAWEICLOUD_SDK_AK",
      "~/.hcloud/config.json",
      "clouds.yaml",
      "~/.huaweicloud/credentials",
      "ims:useInstanceMetadata",
    ])
      expect(searched).toContain(place);
  });

  test("a file that was named counts more than the environment, which is said", () => {
    write(".config/openstack/clouds.yaml", cloudsText);
    const { credentials, region, projectName, notices } = readAll({
      ...hw,
      OS_CLOUD: "otc",
      HW_REGION_NAME: "cn-north-4",
      HW_PROJECT_NAME: "cn-north-4_x",
    });
    expect(credentials?.source).toContain('in cloud "otc"');
    expect([region, projectName]).toEqual(["eu-nl", "eu-nl_dev"]);
    expect(notices).toEqual([
      expect.stringMatching(
        /^HW_ACCESS_KEY and HW_SECRET_KEY are set too and do not count, because the cloud "otc" in .* was named\.$/,
      ),
    ]);
  });

  test("a project of the environment does not go with credentials of a file that was named", () => {
    write(".config/openstack/clouds.yaml", `clouds: { a: { auth: { ak: A1, sk: ${secret} } } }`);
    expect(readAll({ OS_CLOUD: "a", OS_PROJECT_ID: "other" }).projectId).toBeUndefined();
  });
});

describe("clouds.yaml", () => {
  beforeEach(() => void write(".config/openstack/clouds.yaml", cloudsText));

  test("gives user, project, region, certificates and the address of IAM", () => {
    const { credentials, region, projectName, endpoints, tls } = readAll({ OS_CLOUD: "otc" });
    expect(credentials?.proof).toMatchObject({ kind: "password", user: { name: "U" }, account: { name: "ACCOUNT" } });
    expect({ region, projectName, endpoints }).toEqual({
      region: "eu-nl",
      projectName: "eu-nl_dev",
      endpoints: { iam: "https://iam.eu-nl.otc.t-systems.com" },
    });
    expect(tls).toMatchObject({ insecure: true, ca: "/etc/ca.pem" });
  });

  test("gives access keys, and the region by the name of the project", () => {
    const { credentials, region } = readAll({}, { "ims:osCloud": "keys" });
    expect(credentials?.proof).toMatchObject({ kind: "accessKey", accessKey: "CLOUDAK" });
    expect(region).toBe("eu-de");
  });

  test("in the working directory comes first, and OS_CLIENT_CONFIG_FILE before that", () => {
    write("program/clouds.yaml", `clouds: { otc: { auth: { token: here } } }`);
    expect(proofOf({ OS_CLOUD: "otc" })).toEqual({ kind: "token", token: "here" });
    const path = write("named.yaml", `clouds: { otc: { auth: { token: named } } }`);
    expect(proofOf({ OS_CLOUD: "otc", OS_CLIENT_CONFIG_FILE: path })).toEqual({ kind: "token", token: "named" });
  });

  test("is completed by secure.yaml beside it", () => {
    write(".config/openstack/clouds.yaml", "clouds: { a: { auth: { username: U, user_domain_name: A } } }", 0o644);
    write(".config/openstack/secure.yaml", `clouds: { a: { auth: { password: ${secret} } } }`);
    expect(proofOf({ OS_CLOUD: "a" })).toMatchObject({ kind: "password", password: secret });
  });

  test("that says something else than secure.yaml is refused, and neither value is shown", () => {
    write(".config/openstack/secure.yaml", `clouds: { otc: { auth: { password: other-${secret} } } }`);
    expect(refusal({ OS_CLOUD: "otc" })).toMatch(/^auth\.password of the cloud otc in .* stands in secure\.yaml too/);
  });

  test("takes defaults from clouds-public.yaml", () => {
    write(".config/openstack/clouds.yaml", `clouds: { a: { profile: p, region_name: eu-de, auth: { token: t } } }`);
    write(
      ".config/openstack/clouds-public.yaml",
      `public-clouds: { p: { auth: { auth_url: "https://iam.{region_name}.example.com/v3" } } }`,
    );
    expect(readAll({ OS_CLOUD: "a" }).endpoints).toEqual({ iam: "https://iam.eu-de.example.com" });
  });

  test("with an agency takes it on", () => {
    write(
      ".config/openstack/clouds.yaml",
      `clouds: { a: { region_name: eu-de, auth: { ak: A1, sk: ${secret}, target_agency_name: g, target_domain_name: d, target_project_name: eu-de_x } } }`,
    );
    const { credentials, projectName } = readAll({ OS_CLOUD: "a" });
    expect(credentials?.agencies).toMatchObject([{ agencyName: "g", domainName: "d" }]);
    expect(projectName).toBe("eu-de_x");
  });

  test.each<[string, string | undefined, Environment, RegExp]>([
    [
      "an unknown cloud",
      undefined,
      { OS_CLOUD: "nope" },
      /^OS_CLOUD names the cloud "nope", which is not in .*clouds\.yaml: name one of otc, keys\.$/,
    ],
    [
      "a name of every object",
      undefined,
      { OS_CLOUD: "constructor" },
      /^OS_CLOUD names the cloud "constructor", which is not in /,
    ],
    [
      "no YAML",
      `clouds: { otc: { auth: { password: "${secret} } }`,
      { OS_CLOUD: "otc" },
      /clouds\.yaml is no YAML, see line 1\.$/,
    ],
    ["no clouds", "public: 1", { OS_CLOUD: "otc" }, /has no section "clouds"\.$/],
    ["a list", "[1]", { OS_CLOUD: "otc" }, /has no section "clouds"\.$/],
    [
      "a way to sign in that the clouds lack",
      "clouds: { otc: { auth_type: v3applicationcredential } }",
      { OS_CLOUD: "otc" },
      /has the auth_type v3applicationcredential; these clouds take password, token and aksk\.$/,
    ],
    [
      "a file that is not there",
      undefined,
      { OS_CLOUD: "otc", OS_CLIENT_CONFIG_FILE: "/nowhere.yaml" },
      /^OS_CLOUD names the cloud "otc", but there is no clouds\.yaml in \/nowhere\.yaml\.$/,
    ],
  ])("with %s is refused", (_what, text, environment, message) => {
    if (text !== undefined) write(".config/openstack/clouds.yaml", text);
    expect(refusal(environment)).toMatch(message);
  });

  test("without a name for one of several clouds is not guessed from", () => {
    expect(readAll({}).credentials).toBeUndefined();
  });
});

describe("the profile of the command line", () => {
  test("gives key, region and project", () => {
    write(".hcloud/config.json", profileText());
    const { credentials, region, projectId } = readAll({});
    expect(credentials?.proof).toMatchObject({ accessKey: "PROFILEAK000000000001", secretKey: secret });
    expect([region, projectId]).toEqual(["cn-north-4", "p-work"]);
  });

  test("of a single sign-on gives its temporary key", () => {
    const file = write("elsewhere.json", profileText());
    expect(proofOf({ HW_SHARED_CONFIG_FILE: file, HW_PROFILE: "sso" })).toMatchObject({ securityToken: "sts" });
  });

  test.each<[string, string, Environment, RegExp]>([
    [
      "unknown",
      profileText(),
      { HW_PROFILE: "nope" },
      /^HW_PROFILE names the profile "nope", which is not in .*config\.json: name one of work, sso\.$/,
    ],
    ["encrypted", profileText("AQICAHgx+enc=="), {}, /are encrypted.*`hcloud configure set --cli-auth-encrypt=false`/],
    ["no JSON", "{", {}, /config\.json is no JSON\.$/],
    [
      "without file",
      "{}",
      { HW_SHARED_CONFIG_FILE: "/nowhere.json" },
      /^HW_SHARED_CONFIG_FILE names \/nowhere\.json, and there is no such file\.$/,
    ],
  ])("%s is refused", (_what, text, environment, message) => {
    write(".hcloud/config.json", text);
    expect(refusal(environment)).toMatch(message);
  });
});

describe("the credentials file of the SDKs", () => {
  test("gives key and project, comments and blanks aside", () => {
    const text = `# mine\n\n[global]\nak=G\nsk=G\n[basic]\n ak = FILEAK \n; no\nsk=${secret}\nproject_id = p1\n`;
    const path = write("credentials", text);
    const { credentials, projectId } = readAll({ HUAWEICLOUD_SDK_CREDENTIALS_FILE: path });
    expect(credentials?.proof).toMatchObject({ accessKey: "FILEAK", secretKey: secret });
    expect(projectId).toBe("p1");
  });

  test("with half a pair is refused", () => {
    write(".huaweicloud/credentials", "[basic]\nak = FILEAK\n");
    expect(refusal({})).toMatch(
      /^ak in \[basic\] of .*credentials is set but sk in \[basic\] of .* is not: set both or neither\.$/,
    );
  });

  test("that is named and not there is refused", () => {
    expect(refusal({ HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/nowhere" })).toContain(
      "names /nowhere, and there is no such file",
    );
  });
});

describe("bad input has a sentence of its own", () => {
  test.each<[Environment, string]>([
    [{ HW_ACCESS_KEY: "A" }, "HW_ACCESS_KEY is set but HW_SECRET_KEY is not: set both or neither."],
    [{ HW_SECRET_KEY: secret }, "HW_SECRET_KEY is set but HW_ACCESS_KEY is not: set both or neither."],
    [{ OS_SECRET_KEY: secret }, "OS_SECRET_KEY is set but OS_ACCESS_KEY is not: set both or neither."],
    [{ ...os, HW_SECRET_KEY: secret }, "HW_SECRET_KEY is set but HW_ACCESS_KEY is not: set both or neither."],
    [
      { HW_ACCESS_KEY: "A", OS_SECRET_KEY: secret },
      "HW_ACCESS_KEY is set but HW_SECRET_KEY is not: set both or neither.",
    ],
    [{ HUAWEICLOUD_SDK_AK: "A" }, "HUAWEICLOUD_SDK_AK is set but HUAWEICLOUD_SDK_SK is not: set both or neither."],
    [
      { HW_SECURITY_TOKEN: secret },
      "HW_SECURITY_TOKEN is set but HW_ACCESS_KEY is not: it belongs to a temporary access key.",
    ],
    [
      { ...hw, HW_ACCESS_KEY: "A B" },
      "HW_ACCESS_KEY holds a blank or a line break inside: copy it again, it was probably pasted wrongly.",
    ],
    [{ ...hw, HW_SECRET_KEY: `${secret}é` }, "HW_SECRET_KEY holds characters that no key or token has: copy it again."],
    [
      { OS_TOKEN: `${secret}\nX-Evil: 1` },
      "OS_TOKEN holds a blank or a line break inside: copy it again, it was probably pasted wrongly.",
    ],
    [{ OS_TOKEN: secret.repeat(4_000) }, "OS_TOKEN is longer than 32 KiB."],
    [{ OS_PASSWORD: secret }, "OS_PASSWORD is set but OS_USERNAME is not: a password needs its user."],
    [
      { OS_PASSWORD: secret, OS_USERNAME: "U" },
      "OS_USERNAME is set but OS_USER_DOMAIN_NAME is not: the name of a user needs the name of the account.",
    ],
    [
      { OS_PASSWORD: secret, OS_USERNAME: "U", OS_DOMAIN_NAME: "A", OS_PASSCODE: "1" },
      "OS_PASSCODE is set but OS_USER_ID is not: a passcode needs the id of its user.",
    ],
    [
      { HW_ASSUME_ROLE_IDP_ID: "i" },
      "HW_ASSUME_ROLE_IDP_ID is set but HW_ASSUME_ROLE_ID_TOKEN_FILE is not: set both or neither.",
    ],
    [
      { HW_ASSUME_ROLE_ID_TOKEN: secret },
      "HW_ASSUME_ROLE_ID_TOKEN is set but HW_ASSUME_ROLE_IDP_ID is not: set both or neither.",
    ],
    [
      { ...hw, HW_PROJECT_ID: "../x" },
      "HW_PROJECT_ID is no id of a project; one is 32 digits and letters from a to f.",
    ],
    [
      { ...hw, OS_AGENCY_NAME: "g" },
      "OS_AGENCY_NAME names the agency g without its account: give domainName or domainId.",
    ],
    [
      { ...hw, HW_AUTH_URL: "http://iam.example.com/v3" },
      "HW_AUTH_URL must use https (http only for an address of this machine); it is http://iam.example.com.",
    ],
  ])("%j", (environment, message) => {
    expect(refusal(environment)).toBe(message);
  });

  test.each<[Record<string, string>, string]>([
    [
      { ...stackKey, "ims:token": "t" },
      "ims:token and ims:accessKey and ims:secretKey are both set, and only one can count: remove one of them.",
    ],
    [
      { "ims:profile": "a", "ims:osCloud": "b" },
      "ims:profile and ims:osCloud are both set, and only one can count: remove one of them.",
    ],
    [{ ...stackKey, "ims:signingScheme": "v4" }, 'ims:signingScheme must be "flat" or "scoped", not "v4".'],
    [
      { ...stackKey, "ims:assumeRole": "{}" },
      'ims:assumeRole is no JSON list, such as [{"agencyName":"images","domainName":"the-other-account"}].',
    ],
    [
      { ...stackKey, "ims:assumeRole": '[{"agencyName":"g","domainName":"d","duration":5}]' },
      "ims:assumeRole has a duration that is no number of seconds from 900 to 86400.",
    ],
    [
      { "ims:assumeRoleWithOidc": secret },
      'ims:assumeRoleWithOidc is no JSON object, such as {"idpId":"…","idTokenFile":"/path"}.',
    ],
  ])("%j", (stack, message) => {
    expect(refusal({}, stack)).toBe(message);
  });

  test.each([0o644, 0o640, 0o606])("a file with the mode %o can be read by others, which is said", (mode) => {
    const path = write(".hcloud/config.json", profileText(), mode);
    expect(readAll({}).notices).toEqual([
      `${path} holds credentials and can be read by other users of this machine: chmod 600 ${path}.`,
    ]);
  });

  test("an address of IAM outside of the cloud is said", () => {
    const { notices } = readAll({ ...hw, HW_REGION_NAME: "eu-de", OS_AUTH_URL: "https://iam.example.com/v3" });
    expect(notices).toEqual([
      "OS_AUTH_URL is https://iam.example.com, outside of otc.t-systems.com: credentials are sent there.",
    ]);
  });
});

describe("agencies", () => {
  test("of the configuration are taken on one after the other", () => {
    const chain = [
      { agencyName: "a", domainName: "d" },
      { agencyName: "b", domainId: "id", duration: 900 },
    ];
    expect(readAll(hw, { "ims:assumeRole": JSON.stringify(chain) }).credentials?.agencies).toEqual([
      { agencyName: "a", domainName: "d", domainId: undefined, durationSeconds: undefined },
      { agencyName: "b", domainName: undefined, domainId: "id", durationSeconds: 900 },
    ]);
  });

  test.each<[Environment, object]>([
    [
      { HW_ASSUME_ROLE_AGENCY_NAME: "g", HW_ASSUME_ROLE_DOMAIN_NAME: "d", HW_ASSUME_ROLE_DURATION: "1800" },
      { agencyName: "g", domainName: "d", durationSeconds: 1_800 },
    ],
    [
      { OS_AGENCY_NAME: "g", OS_AGENCY_DOMAIN_NAME: "d" },
      { agencyName: "g", domainName: "d" },
    ],
  ])("of the environment: %j", (environment, agency) => {
    expect(readAll({ ...hw, ...environment }).credentials?.agencies).toMatchObject([agency]);
  });

  test("leave the project of the own account behind", () => {
    const agency = { OS_AGENCY_NAME: "g", OS_AGENCY_DOMAIN_NAME: "d", OS_PROJECT_NAME: "eu-de_mine" };
    expect(readAll({ ...os, ...agency }).projectName).toBeUndefined();
    expect(readAll({ ...os, ...agency, OS_DELEGATED_PROJECT: "eu-de_theirs" }).projectName).toBe("eu-de_theirs");
  });

  test("may come with an id token", () => {
    const oidc = JSON.stringify({ idpId: "idp", idTokenFile: "/token", agencyName: "g", domainId: "d" });
    const { credentials } = readAll({}, { "ims:assumeRoleWithOidc": oidc });
    expect(credentials).toMatchObject({
      proof: { kind: "oidc", idTokenFile: "/token" },
      agencies: [{ agencyName: "g" }],
    });
  });
});

test("a signing scheme goes with an access key", () => {
  expect(proofOf(hw, { "ims:signingScheme": "scoped" })).toMatchObject({ scheme: "scoped" });
});
