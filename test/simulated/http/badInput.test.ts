/**
 * What a user reads when something about signing in is wrong: one sentence that says which source was used, what is
 * wrong with it and what to do, before anything is made; no stack trace, and no secret.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  demoCredentials,
  demoIdentityProvider,
  demoMfaUser,
  demoServerId,
  otherAgency,
  otherCredentials,
} from "pulumi-ims-simulator";
import { environmentOf, kinds, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { findSecrets } from "../../support/secretSearch";
import { tempFolders } from "../../support/tempFolder";

type Texts = Readonly<Record<string, string>>;

const secret = "Hunter2/Secret+Of=The&Account%Hunter2";
const { account, user, password } = demoCredentials;
const newFolder = tempFolders();
let world: World;
let home: string;
beforeEach(async () => {
  home = newFolder().path;
  world = await startWorld();
});
afterEach(async () => {
  // A wrong key is what these tests are about.
  world.simulator.takeClientViolations();
  await world.stop();
});

interface Input {
  readonly environment?: Texts;
  readonly stack?: Texts;
  /** Files in the home directory, by name. */
  readonly files?: Texts;
  readonly mode?: number;
}

/** Two images of one process are made at once; what the user reads of each, and the warnings. */
async function make({ environment = {}, stack = {}, files = {}, mode = 0o600 }: Input) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  }
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...bare } = environmentOf(world.simulator);
  const process = world.process({ ...bare, HOME: home, ...environment }, stack);
  const names = ["one", "two"];
  const runs = names.map((name) =>
    new MiniStack(process.provider(kinds.ecsSystemImage)).up({ name, instanceId: demoServerId, __urn: name }),
  );
  const results = await Promise.allSettled(runs);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  return { errors, warnings: process.engine.warned };
}

const key = { HW_ACCESS_KEY: demoCredentials.accessKey, HW_SECRET_KEY: demoCredentials.secretKey };
const key2 = { OS_ACCESS_KEY: demoCredentials.accessKey, OS_SECRET_KEY: demoCredentials.secretKey };
const wrongKey = { HW_ACCESS_KEY: demoCredentials.accessKey, HW_SECRET_KEY: secret };
const otherProject = otherCredentials.projects["eu-de"] ?? "";
const profile = (accessKeyId: string) =>
  JSON.stringify({ current: "work", profiles: [{ name: "work", mode: "AKSK", accessKeyId, secretAccessKey: secret }] });
const clouds = "clouds: { otc: { auth: { token: t } }, dev: { auth: { token: t } } }";

/** What is wrong, and the whole sentence; `HOME` stands for the home directory. */
const refused: readonly (readonly [what: string, input: Input, sentence: string | RegExp])[] = [
  [
    "half a key pair",
    { environment: { HW_ACCESS_KEY: "AK" } },
    "HW_ACCESS_KEY is set but HW_SECRET_KEY is not: set both or neither.",
  ],
  [
    "half a key pair, beside a whole one of another family",
    { environment: { HW_SECRET_KEY: secret, ...key2 } },
    "HW_SECRET_KEY is set but HW_ACCESS_KEY is not: set both or neither.",
  ],
  [
    "an access key with blanks",
    { environment: { ...wrongKey, HW_ACCESS_KEY: "AK 1" } },
    "HW_ACCESS_KEY holds a blank or a line break inside: copy it again, it was probably pasted wrongly.",
  ],
  [
    "an unknown cloud in clouds.yaml",
    { environment: { OS_CLOUD: "nope" }, files: { ".config/openstack/clouds.yaml": clouds } },
    'OS_CLOUD names the cloud "nope", which is not in HOME/.config/openstack/clouds.yaml: name one of otc, dev.',
  ],
  [
    "a cloud without a clouds.yaml",
    { environment: { OS_CLOUD: "otc" } },
    /^OS_CLOUD names the cloud "otc", but there is no clouds\.yaml in .*, HOME\/\.config\/openstack, \/etc\/openstack\.$/,
  ],
  [
    "two sources in the configuration",
    { stack: { "ims:token": secret, "ims:accessKey": "AK", "ims:secretKey": secret } },
    "ims:token and ims:accessKey and ims:secretKey are both set, and only one can count: remove one of them.",
  ],
  [
    "two files that were named",
    { stack: { "ims:profile": "work", "ims:osCloud": "otc" } },
    "ims:profile and ims:osCloud are both set, and only one can count: remove one of them.",
  ],
  [
    "an encrypted profile of the command line",
    { files: { ".hcloud/config.json": profile("AQICAHgx+enc==") } },
    'The keys of the profile "work" in HOME/.hcloud/config.json are encrypted, or are no keys: store them openly with `hcloud configure set --cli-auth-encrypt=false`, or take another source.',
  ],
  [
    "a region that no project has",
    { environment: { ...key, HW_REGION_NAME: "eu-zz" } },
    'The account of HW_ACCESS_KEY and HW_SECRET_KEY has no project named "eu-zz": check the region, or name the project by ims:projectName, HW_PROJECT_NAME or OS_PROJECT_NAME.',
  ],
  [
    "a project of another account, with a key",
    { environment: { ...key, OS_PROJECT_ID: otherProject } },
    /^search images by tag: refused: .*HTTP 403.*The credentials are those of HW_ACCESS_KEY and HW_SECRET_KEY, the project is that of OS_PROJECT_ID\.$/,
  ],
  [
    "a project of another account, with a password",
    {
      environment: {
        OS_USERNAME: user,
        OS_PASSWORD: password,
        OS_USER_DOMAIN_NAME: account,
        OS_PROJECT_ID: otherProject,
      },
    },
    /^create token: refused: .*The credentials are those of OS_USERNAME and OS_PASSWORD, the project is that of OS_PROJECT_ID\.$/,
  ],
  [
    "an endpoint that is not safe",
    { environment: { ...key, PULUMI_IMS_ENDPOINTS: '{"ims":"http://ims.example.com"}' } },
    "ims in PULUMI_IMS_ENDPOINTS must use https (http only for an address of this machine); it is http://ims.example.com.",
  ],
  [
    "an address of IAM that is not safe",
    { environment: { ...key, OS_AUTH_URL: "http://iam.example.com/v3" } },
    "OS_AUTH_URL must use https (http only for an address of this machine); it is http://iam.example.com.",
  ],
  [
    "a cloud of clouds.yaml without credentials, beside a key in the environment",
    {
      environment: { ...key, OS_CLOUD: "bare" },
      files: { ".config/openstack/clouds.yaml": "clouds: { bare: { region_name: eu-de } }" },
    },
    'The cloud "bare" in HOME/.config/openstack/clouds.yaml was named and holds no credentials: give it a key, a token or a password, or do not name it.',
  ],
  [
    "a password that anybody on the way could read",
    {
      environment: {
        OS_USERNAME: user,
        OS_PASSWORD: secret,
        OS_USER_DOMAIN_NAME: account,
        OS_INSECURE: "true",
        HTTPS_PROXY: "http://proxy.example.com:3128",
      },
    },
    "`insecure` is set, and OS_USERNAME and OS_PASSWORD would be sent through the proxy of HTTPS_PROXY, which could read it: name the CA certificate with cacertFile or OS_CACERT instead, or sign in with an access key.",
  ],
  [
    "a value that is no number",
    { stack: { "ims:maxRetries": "many" }, environment: key },
    'ims:maxRetries must be a whole number of repetitions from 0 to 20, not "many".',
  ],
  [
    "no credentials at all",
    {},
    /^Not configured: no credentials in any of these places: the configuration \(`ims:accessKey` and `ims:secretKey`/,
  ],
];

const atHome = (text: string) => text.replaceAll(home, "HOME");

test.each(refused)("%s is refused", async (_what, input, sentence) => {
  const { errors } = await make(input);

  expect(errors).toHaveLength(2);
  for (const error of errors) {
    if (typeof sentence === "string") expect(atHome(error.message)).toBe(sentence);
    else expect(atHome(error.message)).toMatch(sentence);
    expect(error.message).not.toContain("\n");
  }
  expect(world.simulator.log.filter(({ path }) => path.endsWith("/cloudimages/action"))).toEqual([]);
  expect(
    findSecrets({ errors: errors.map(String).join() }, [secret, ...Object.values(demoCredentials).filter(isLongText)]),
  ).toEqual([]);
});

const isLongText = (value: unknown): value is string => typeof value === "string" && value.length > 12;

/** Credentials that the service does not accept: one call tries them, and everybody reads what to check. */
const wrong: readonly (readonly [what: string, environment: Texts, check: string])[] = [
  ["an access key", wrongKey, "Check access key, secret key and the clock of this machine."],
  [
    "a temporary key",
    { ...key, HW_SECURITY_TOKEN: secret },
    "Check access key, secret key, security token and the clock of this machine; a temporary key ends by itself, and another one has to be set then.",
  ],
  [
    "a token",
    { OS_TOKEN: secret },
    "Set another token: one ends after 24 hours at most, and when its user changes. A password or an access key needs no such care.",
  ],
  [
    "a password",
    { OS_USERNAME: user, OS_PASSWORD: secret, OS_USER_DOMAIN_NAME: account },
    "Check the user, the account, the password and the project.",
  ],
  [
    "a passcode",
    { OS_USER_ID: demoMfaUser.id, OS_PASSWORD: demoMfaUser.password, OS_PASSCODE: "654321" },
    "Check the id of the user, the password and the passcode, which is good once and for a moment only.",
  ],
  [
    "the token of an identity provider",
    { HW_ASSUME_ROLE_IDP_ID: demoIdentityProvider, HW_ASSUME_ROLE_ID_TOKEN: secret },
    "Check the id of the identity provider, and whether its token is still good.",
  ],
  [
    "a key that takes on an agency",
    { ...wrongKey, OS_AGENCY_NAME: otherAgency, OS_AGENCY_DOMAIN_NAME: otherCredentials.account },
    "Check access key, secret key and the clock of this machine.",
  ],
];

test.each(wrong)(
  "%s that is refused was tried once, and everybody reads what to check",
  async (_what, environment, check) => {
    const { errors } = await make({ environment });

    expect(errors).toHaveLength(2);
    const source = /The credentials are those of [A-Z_]+( and [A-Z_]+)?\.$/;
    for (const { message } of errors) {
      expect(message).toContain(`. ${check} The credentials are those of`);
      expect(message).toMatch(source);
    }
    expect(world.simulator.log).toHaveLength(1);
    expect(findSecrets({ errors: errors.map(String).join() }, [secret])).toEqual([]);
  },
);

describe("what is only said", () => {
  test("a file that others can read", async () => {
    const files = { ".huaweicloud/credentials": `[basic]\nak = ${key.HW_ACCESS_KEY}\nsk = ${key.HW_SECRET_KEY}\n` };
    const { errors, warnings } = await make({ files, mode: 0o644 });
    expect(errors).toEqual([]);
    expect(warnings.map(atHome)).toEqual([
      "HOME/.huaweicloud/credentials holds credentials and can be read by other users of this machine: chmod 600 HOME/.huaweicloud/credentials.",
    ]);
  });

  test("variables that do not count, because a file was named", async () => {
    const text = `clouds: { otc: { auth: { ak: ${key.HW_ACCESS_KEY}, sk: ${key.HW_SECRET_KEY} } } }`;
    const { errors, warnings } = await make({
      environment: { ...key2, OS_CLOUD: "otc" },
      files: { ".config/openstack/clouds.yaml": text },
    });
    expect(errors).toEqual([]);
    expect(warnings.map(atHome)).toEqual([
      'OS_ACCESS_KEY and OS_SECRET_KEY are set too and do not count, because the cloud "otc" in HOME/.config/openstack/clouds.yaml was named.',
    ]);
  });
});
