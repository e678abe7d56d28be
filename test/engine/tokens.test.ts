/** A wait that is longer than the life of a token, by the real CLI and the real clock. */
import { demoCredentials, demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
afterEach(() => project.close());

test("an image that takes longer than its token lasts is finished with exactly one new token", async () => {
  // given: a job of eleven seconds, and tokens that are replaced after nine
  project = await CliProject.open({ speed: 20, tokenSeconds: 10 });
  const { account, user, password } = demoCredentials;
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...others } = project.env;
  project.env = { ...others, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
  project.declare({ golden: { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } });

  // when
  await project.up();

  // then
  const { log } = project.simulator;
  const calls = log.map(({ method, path }) => `${method} ${path}`);
  const isToken = (call: string) => call.startsWith("POST /v3/auth/tokens");
  const created = calls.indexOf("POST /v2/cloudimages/action");
  expect((await project.only("golden")).outputs["status"]).toBe("active");
  // One to find the project and one to work in it, and then the new one.
  expect(calls.slice(0, created).filter(isToken)).toHaveLength(2);
  expect(calls.slice(created).filter(isToken)).toHaveLength(1);
  expect(log.filter(({ status }) => status === 401)).toEqual([]);
});
