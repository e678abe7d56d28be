/** Regions and accounts beside the stack's own, by explicit providers and by the argument `region`, with the real CLI. */
import { demoCredentials, demoServerId, otherCredentials, otherServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { findSecrets } from "../support/secretSearch";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open();
});
afterEach(() => project.close());

const program = `
const ims = require("pulumi-ims");
const own = new ims.EcsSystemImage("own", { instanceId: "${demoServerId}" });
const elsewhere = new ims.EcsSystemImage("elsewhere", { instanceId: "${demoServerId}", region: "eu-nl" });
const byVariables = new ims.Provider("by-variables", { region: "eu-nl" }, {
  envVarMappings: { OTHER_ACCESS_KEY: "HW_ACCESS_KEY", OTHER_SECRET_KEY: "HW_SECRET_KEY" },
});
const theirs = new ims.EcsSystemImage("theirs", { instanceId: "${otherServerId}" }, { provider: byVariables });
const byArguments = new ims.Provider("by-arguments", {
  accessKey: "${otherCredentials.accessKey}",
  secretKey: "${otherCredentials.secretKey}",
  region: "eu-de",
});
const alsoTheirs = new ims.EcsSystemImage("also-theirs", { instanceId: "${otherServerId}" }, { provider: byArguments });
`;

const projectOf = (credentials: typeof demoCredentials, region: string) => credentials.projects[region];

test("two regions and two accounts in one program; refresh and destroy do not run it, and sign in by the environment of the day", async () => {
  // given
  project.write("index.js", program);
  project.env = {
    ...project.env,
    OTHER_ACCESS_KEY: otherCredentials.accessKey,
    OTHER_SECRET_KEY: otherCredentials.secretKey,
  };

  // when
  await project.up();

  // then
  const images = await project.images();
  const places = Object.entries(images).map(([name, { outputs }]) => [name, outputs["region"], outputs["projectId"]]);
  expect(places.sort()).toEqual([
    ["also-theirs", "eu-de", projectOf(otherCredentials, "eu-de")],
    ["elsewhere", "eu-nl", projectOf(demoCredentials, "eu-nl")],
    ["own", "eu-de", projectOf(demoCredentials, "eu-de")],
    ["theirs", "eu-nl", projectOf(otherCredentials, "eu-nl")],
  ]);
  expect(findSecrets({ state: project.stateFile() }, [otherCredentials.secretKey, demoCredentials.secretKey])).toEqual(
    [],
  );

  // when: a key that was good at the time of the up is none any more, and the environment has another way in
  const { HW_ACCESS_KEY: _accessKey, HW_SECRET_KEY: _secretKey, ...rest } = project.env;
  const { account, user, password } = demoCredentials;
  project.env = { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
  project.simulator.resetLog();
  await project.refresh();
  await project.destroy();

  // then
  expect(project.simulator.truth().images).toEqual([]);
  const tokens = project.simulator.log.filter(({ path }) => path.startsWith("/v3/auth/tokens"));
  expect(tokens.length).toBeGreaterThan(0);
});

test("a secret in the stack configuration without --secret is said aloud, once, and not shown", async () => {
  project.write("index.js", program.split("const byVariables")[0] ?? "");
  await project.succeed("config", "set", "ims:accessKey", demoCredentials.accessKey);
  await project.succeed("config", "set", "ims:secretKey", demoCredentials.secretKey);
  const output = await project.preview();
  expect(output.match(/ims:secretKey stands in the stack configuration in clear text/g)).toHaveLength(1);
  expect(output).not.toContain(demoCredentials.secretKey);
});
