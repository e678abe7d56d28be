/** Every secret that a provider takes as an argument or a stack as configuration: none is open in what a run leaves behind. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoCredentials, demoServerId } from "pulumi-ims-simulator";
import { CliProject, root } from "../support/cliProject";
import { recordRuns } from "../support/recordRuns";
import { findSecrets } from "../support/secretSearch";

jest.setTimeout(300_000);

const certificate = (name: string) => readFileSync(join(root, `test/support/certificates/${name}.pem`), "utf8");
const { account } = demoCredentials;
const projects = Object.entries(demoCredentials.projects).map(([name, id]) => ({ id, name, region: name }));
const stackKey = { accessKey: "CANARYSTACK000000001", secretKey: "c4n4ry/St4ck+Key=of?the&Stack%1" };
const temporaryKey = {
  accessKey: "CANARYTEMP0000000001",
  secretKey: "c4n4ry/T3mp+Key=of?the&Account%1",
  securityToken: "c4n4ry/S3curity+Token=of?the&Key%1",
};
const someone = { name: "someone", password: "c4n4ry/P4ssword+of=someone%1" };
const careful = { id: "6f6a2a4d1b4c4f0f8d3b7d5f0e9a1c22", name: "careful", password: "c4n4ry/P4ssword+of=careful%1" };
const passcode = "c4n4ryP4sscode";
const idToken = "c4n4ry.1d.T0ken-of_the_identity_provider";

/** What the program asks its configuration for, all of it set with `--secret`; the token is made before it runs. */
const secretConfig = (token: string) => ({
  "ims:accessKey": stackKey.accessKey,
  "ims:secretKey": stackKey.secretKey,
  token,
  ...temporaryKey,
  password: someone.password,
  carefulPassword: careful.password,
  passcode,
  idToken,
  clientKey: certificate("client-key"),
});

const program = `
const ims = require("pulumi-ims");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const secret = (key) => config.requireSecret(key);
const providers = {
  "by-token": { token: secret("token") },
  "by-temporary-key": {
    accessKey: secret("accessKey"),
    secretKey: secret("secretKey"),
    securityToken: secret("securityToken"),
  },
  "by-password": { userName: "${someone.name}", password: secret("password"), domainName: "${account}" },
  "by-passcode": { userId: "${careful.id}", password: secret("carefulPassword"), passcode: secret("passcode") },
  "by-id-token": {
    assumeRoleWithOidc: { idpId: "house", idToken: secret("idToken") },
    clientCertFile: "${join(root, "test/support/certificates/client.pem")}",
    clientKeyFile: secret("clientKey"),
  },
};
const instanceId = "${demoServerId}";
new ims.EcsSystemImage("by-stack", { instanceId });
for (const [name, args] of Object.entries(providers)) {
  const provider = new ims.Provider(name, { region: "eu-de", ...args });
  new ims.EcsSystemImage(name, { instanceId }, { provider });
}
`;

/** A line in the middle of the key's PEM; the others differ from it. */
const lineOfClientKey = certificate("client-key").split("\n")[2] ?? "";
const given = [
  stackKey.secretKey,
  temporaryKey.secretKey,
  temporaryKey.securityToken,
  someone.password,
  careful.password,
  passcode,
  idToken,
  lineOfClientKey,
];

let project: CliProject;
afterEach(() => project.close());

async function makeToken(): Promise<string> {
  const domain = { name: account };
  const identity = { methods: ["password"], password: { user: { ...someone, domain } } };
  const answer = await fetch(`${project.simulator.url}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ auth: { identity, scope: { project: { name: "eu-de" } } } }),
  });
  return answer.headers.get("x-subject-token") ?? "";
}

async function openProject() {
  project = await CliProject.open({
    seed: {
      accounts: [
        {
          name: account,
          projects,
          accessKeys: [stackKey, temporaryKey],
          users: [someone, { ...careful, passcode }],
          identityProviders: [{ id: "house", idTokens: [idToken] }],
        },
      ],
    },
  });
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...others } = project.env;
  project.env = others;
  const token = await makeToken();
  project.write("index.js", program);
  const pairs = Object.entries(secretConfig(token)).map(([key, value]) => `${key}=${value}`);
  await project.succeed("config", "set-all", ...pairs.flatMap((pair) => ["--secret", pair]));
  return { ...recordRuns(project), token };
}

test("what providers take as arguments and the stack as secret configuration is open nowhere", async () => {
  // given
  const { texts, run, log, token } = await openProject();
  const secrets = [...given, token];

  // when
  const codes = [await run("up", "up"), await run("refresh", "refresh")];
  texts["stack export"] = await project.succeed("stack", "export");
  const images = JSON.stringify(imagesOf(await project.succeed("stack", "export", "--show-secrets")));
  codes.push(await run("destroy", "destroy"));
  texts["debug log"] = log();
  texts["stack configuration"] = readFileSync(join(project.dir, "Pulumi.dev.yaml"), "utf8");

  // then
  expect(codes).toEqual([0, 0, 0]);
  expect(project.simulator.log.filter(({ path }) => path === "/v2/cloudimages/action")).toHaveLength(6);
  expect(findSecrets(texts, secrets)).toEqual([]);
  // Not even encrypted: an image's own state never holds any.
  expect(findSecrets({ images }, secrets)).toEqual([]);
  expect(JSON.parse(images)).toHaveLength(6);
});

interface Exported {
  readonly deployment: { readonly resources: readonly { readonly type: string }[] };
}

const imagesOf = (text: string) =>
  (JSON.parse(text) as Exported).deployment.resources.filter(({ type }) =>
    type.startsWith("pulumi-nodejs:dynamic/ims:"),
  );
