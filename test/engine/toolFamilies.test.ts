/** Whoever is signed in for another tool sets up nothing: the demo's program with that tool's variables alone. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoCredentials } from "pulumi-ims-simulator";
import { CliProject, root } from "../support/cliProject";

jest.setTimeout(300_000);

const { accessKey, secretKey, account, user, password, projects } = demoCredentials;
const demo = join(root, "examples/ecs-system-image");
const stack = "families-test";

let project: CliProject;
let bare: NodeJS.ProcessEnv;
beforeAll(async () => {
  project = await CliProject.open();
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, HW_REGION_NAME: _region, ...others } = project.env;
  bare = others;
  await project.succeed("stack", "init", stack, "--cwd", demo);
});
afterAll(async () => {
  rmSync(join(demo, `Pulumi.${stack}.yaml`), { force: true });
  await project.close();
});

const clouds = `
clouds:
  work:
    region_name: eu-de
    auth:
      auth_url: https://iam.eu-de.otc.t-systems.com/v3
      username: ${user}
      password: ${password}
      user_domain_name: ${account}
      project_name: eu-de
`;

const families: readonly (readonly [tool: string, environment: () => Readonly<Record<string, string>>])[] = [
  [
    "the Terraform provider of Huawei Cloud",
    () => ({ HW_REGION_NAME: "eu-de", HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey }),
  ],
  [
    "the Terraform provider of Open Telekom Cloud",
    () => ({
      OS_AUTH_URL: "https://iam.eu-de.otc.t-systems.com/v3",
      OS_DOMAIN_NAME: account,
      OS_TENANT_NAME: "eu-de",
      OS_USERNAME: user,
      OS_PASSWORD: password,
    }),
  ],
  [
    "Huawei Cloud's SDKs",
    () => ({
      HUAWEICLOUD_SDK_AK: accessKey,
      HUAWEICLOUD_SDK_SK: secretKey,
      HUAWEICLOUD_SDK_PROJECT_ID: projects["eu-de"] ?? "",
    }),
  ],
  [
    "the OpenStack clients",
    () => {
      const file = join(project.dir, "clouds.yaml");
      writeFileSync(file, clouds, { mode: 0o600 });
      return { OS_CLOUD: "work", OS_CLIENT_CONFIG_FILE: file };
    },
  ],
];

test.each(families)("the demo runs with the variables of %s", async (_tool, environment) => {
  project.env = { ...bare, ...environment() };
  const run = (verb: string) => project.succeed(verb, "--yes", "--skip-preview", "--cwd", demo, "--stack", stack);

  const output = await run("up");
  expect(output).not.toContain("warning");
  expect(project.simulator.truth().images.map((image) => image.project)).toEqual([projects["eu-de"]]);

  await run("destroy");
  expect(project.simulator.truth().images).toEqual([]);
});
