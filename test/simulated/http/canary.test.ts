/** Every kind of credentials at work: neither what was given nor what was got with it is in anything that can be read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  demoCredentials,
  demoIdentityProvider,
  demoIdToken,
  demoMfaUser,
  otherAgency,
  otherCredentials,
  type Simulator,
} from "pulumi-ims-simulator";
import { readSettings } from "../../../provider/config/settings";
import type { WireAnswer } from "../../../provider/http/wire";
import { listImages } from "../../../provider/ims/images";
import { createClientFactory } from "../../../provider/session/clientFactory";
import { cloudOpener } from "../../../provider/session/cloudOpener";
import { repeatableRandom } from "../../support/repeatableRandom";
import { findSecrets } from "../../support/secretSearch";
import { startSimulator } from "../../support/startSimulator";
import { tempFolders } from "../../support/tempFolder";
import { type VirtualClock, virtualClock } from "../../support/virtualClock";

const { account, user, password } = demoCredentials;
const temporary = {
  accessKey: "CANARYTEMP0000000001",
  secretKey: "t3mp+Secret/Key=of?the&Account%1",
  securityToken: "s3curity/T0ken+of=the&temporary?Key%1",
};
const keyPair = { HW_ACCESS_KEY: demoCredentials.accessKey, HW_SECRET_KEY: demoCredentials.secretKey };

/** The environment that signs in, and what of it is secret; the token is made when it is needed. */
const kinds: readonly (readonly [
  kind: string,
  environment: Readonly<Record<string, string>>,
  secret: readonly string[],
])[] = [
  ["an access key", keyPair, Object.values(keyPair)],
  [
    "a temporary key",
    {
      HW_ACCESS_KEY: temporary.accessKey,
      HW_SECRET_KEY: temporary.secretKey,
      HW_SECURITY_TOKEN: temporary.securityToken,
    },
    Object.values(temporary),
  ],
  ["a password", { OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account }, [password]],
  [
    "a password with a passcode",
    {
      OS_USER_ID: demoMfaUser.id,
      OS_PASSWORD: demoMfaUser.password,
      OS_PASSCODE: demoMfaUser.passcode,
      OS_DOMAIN_NAME: account,
    },
    [demoMfaUser.password, demoMfaUser.passcode],
  ],
  [
    "an agency",
    { ...keyPair, OS_AGENCY_NAME: otherAgency, OS_AGENCY_DOMAIN_NAME: otherCredentials.account },
    Object.values(keyPair),
  ],
  ["an ID token", { HW_ASSUME_ROLE_IDP_ID: demoIdentityProvider, HW_ASSUME_ROLE_ID_TOKEN: demoIdToken }, [demoIdToken]],
];

let clock: VirtualClock;
let simulator: Simulator;
const newFolder = tempFolders();
beforeEach(async () => {
  clock = virtualClock();
  simulator = await startSimulator({ clock, seed: { accounts: [withTemporaryKey()] } });
});
afterEach(() => simulator.stop());

function withTemporaryKey() {
  const projects = Object.entries(demoCredentials.projects).map(([name, id]) => ({ id, name, region: name }));
  return {
    name: account,
    projects,
    accessKeys: [{ accessKey: demoCredentials.accessKey, secretKey: demoCredentials.secretKey }, temporary],
    users: [{ name: user, password }, demoMfaUser],
    identityProviders: [{ id: demoIdentityProvider, idTokens: [demoIdToken] }],
  };
}

/** Tokens and temporary keys in an answer of IAM. */
function gotIn({ headers, text }: WireAnswer): readonly string[] {
  const keys = text.match(/"(access|secret|securitytoken)":"([^"]+)"/g) ?? [];
  return [headers["x-subject-token"] ?? "", ...keys.map((pair) => pair.split('"').at(-2) ?? "")].filter(Boolean);
}

/** A process that signs in as `environment` says, works, is refused in all ways, and what it leaves behind. */
async function work(environment: Readonly<Record<string, string>>, given: readonly string[]) {
  const logFile = join(newFolder().path, "ims.log");
  const endpoints = { ims: simulator.url, iam: simulator.url, sts: simulator.url };
  const all = {
    ...environment,
    HW_REGION_NAME: "eu-de",
    PULUMI_IMS_ENDPOINTS: JSON.stringify(endpoints),
    PULUMI_IMS_LOG: logFile,
  };
  const notices: string[] = [];
  const got = new Set<string>();
  const base = createClientFactory({
    clock,
    random: repeatableRandom(),
    environment: all,
    notice: (text) => notices.push(text),
  });
  const clientFactory = {
    ...base,
    transportFor: (tls: Parameters<typeof base.transportFor>[0]) => {
      const transport = base.transportFor(tls);
      return async (request: Parameters<typeof transport>[0]) => {
        const answer = await transport(request);
        for (const secret of gotIn(answer)) got.add(secret);
        return answer;
      };
    },
  };
  const connect = cloudOpener(() => readSettings(all, () => undefined), clientFactory);
  const cloud = await connect({ region: undefined });
  const look = () => cloud.send(listImages({}), { deadline: clock.now() + 600_000 });
  await look();

  clock.advance(600_000);
  const echo = (status: number, code: string) => ({
    match: { path: "^/v2/cloudimages" },
    effect: {
      kind: "respond" as const,
      status,
      body: { error_code: code, error_msg: `who are you? ${[...given, ...got].join(" ")}` },
    },
  });
  const errors: unknown[] = [];
  for (const fault of [echo(401, "APIGW.0307"), echo(403, "APIGW.0302"), echo(502, "APIGW.0201")]) {
    simulator.clearFaults();
    simulator.addFaults(fault);
    await look().catch((error: unknown) => errors.push(error));
  }
  expect(errors).toHaveLength(3);
  const shown = (value: unknown) => inspect(value, { depth: 20, showHidden: true });
  const texts = {
    log: readFileSync(logFile, "utf8"),
    notices: notices.join("\n"),
    errors: shown(errors) + errors.map((error) => JSON.stringify(error)).join(),
    cloud: shown(cloud),
    clientFactory: shown(clientFactory),
  };
  return { texts, got: [...got] };
}

test.each(kinds)("%s", async (_kind, environment, secret) => {
  const { texts, got } = await work(environment, secret);
  expect(findSecrets(texts, [...secret, ...got])).toEqual([]);
  expect(texts.log.split("\n").length).toBeGreaterThan(8);
  expect(texts.errors).toContain("who are you? ");
});

test("a token that somebody made", async () => {
  const body = {
    auth: {
      identity: { methods: ["password"], password: { user: { name: user, password, domain: { name: account } } } },
      scope: { project: { name: "eu-de" } },
    },
  };
  const made = await fetch(`${simulator.url}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const token = made.headers.get("x-subject-token") ?? "";
  const { texts } = await work({ OS_TOKEN: token }, [token]);
  expect(token.length).toBeGreaterThan(10);
  expect(findSecrets(texts, [token])).toEqual([]);
});

test.each(["a password", "an agency"])("what was got with %s is among what is searched for", async (name) => {
  const [, environment = {}, secret = []] = kinds.find(([kind]) => kind === name) ?? [];
  const { got } = await work(environment, secret);
  expect(got.length).toBeGreaterThanOrEqual(2);
});
