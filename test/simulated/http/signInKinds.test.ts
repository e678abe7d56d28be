/** Every kind of credentials makes an image, in virtual time: agencies, passcodes, id tokens, the metadata service. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  demoAgency,
  demoCredentials,
  demoIdentityProvider,
  demoIdToken,
  demoMfaUser,
  demoServerId,
  otherAgency,
  otherCredentials,
  otherServerId,
  type StartOptions,
} from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../../provider/kinds";
import { environmentOf, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { tempFolders } from "../../support/tempFolder";

type Texts = Readonly<Record<string, string>>;

const hour = 3_600_000;
const newFolder = tempFolders();
let world: World;
afterEach(() => world.stop());

async function open(options: StartOptions = {}) {
  world = await startWorld(options);
  const { HW_ACCESS_KEY, HW_SECRET_KEY, ...bare } = environmentOf(world.simulator);
  return { bare, withKey: { ...bare, HW_ACCESS_KEY, HW_SECRET_KEY } as Texts };
}

const stackOf = (environment: Texts, stack: Texts = {}) =>
  new MiniStack(world.process(environment, stack).provider(ecsSystemImage));
const count = (path: string) => world.simulator.log.filter((entry) => entry.path.startsWith(path)).length;
const projectsOfImages = () => world.simulator.truth().images.map(({ project }) => project);
const own = { name: "a", instanceId: demoServerId };
const theirs = { name: "a", instanceId: otherServerId };
const agencyPath = "/v3.0/OS-CREDENTIAL/securitytokens";

test("an agency works in the account that it is in, with one key for the whole run", async () => {
  const { withKey } = await open();
  const agency = { HW_ASSUME_ROLE_AGENCY_NAME: otherAgency, HW_ASSUME_ROLE_DOMAIN_NAME: otherCredentials.account };
  const stack = stackOf({ ...withKey, ...agency });
  await stack.up(theirs);
  await stack.refresh();
  expect(projectsOfImages()).toEqual([otherCredentials.projects["eu-de"]]);
  expect(count(agencyPath)).toBe(1);
});

test("a key of an agency is renewed before it ends", async () => {
  const { withKey } = await open();
  const stack = stackOf({
    ...withKey,
    OS_AGENCY_NAME: otherAgency,
    OS_AGENCY_DOMAIN_NAME: otherCredentials.account,
  });
  await stack.up(theirs);
  world.clock.advance(11.5 * hour);
  await stack.refresh();
  await stack.refresh();
  expect(count(agencyPath)).toBe(2);
  world.clock.advance(13 * hour);
  await stack.destroy();
  expect(count(agencyPath)).toBe(3);
  expect(world.simulator.log.filter(({ status }) => status === 401)).toEqual([]);
});

test("an agency with the id of its account is asked of STS", async () => {
  const { withKey } = await open();
  const role = [{ agencyName: otherAgency, domainId: "0d000000000000000000000000000002" }];
  await stackOf(withKey, { "ims:assumeRole": JSON.stringify(role) }).up(theirs);
  expect(projectsOfImages()).toEqual([otherCredentials.projects["eu-de"]]);
  expect([count("/v5/agencies/assume"), count(agencyPath)]).toEqual([1, 0]);
});

test("agencies are taken on one after the other", async () => {
  const { withKey } = await open();
  const chain = [
    { agencyName: otherAgency, domainName: otherCredentials.account },
    { agencyName: demoAgency, domainName: demoCredentials.account },
  ];
  await stackOf(withKey, { "ims:assumeRole": JSON.stringify(chain) }).up(own);
  expect(projectsOfImages()).toEqual([demoCredentials.projects["eu-de"]]);
  expect(count(agencyPath)).toBe(2);
});

test("an agency that trusts somebody else is refused before anything is made", async () => {
  const { withKey } = await open();
  const agency = { HW_ASSUME_ROLE_AGENCY_NAME: "nobody", HW_ASSUME_ROLE_DOMAIN_NAME: otherCredentials.account };
  await expect(stackOf({ ...withKey, ...agency }).up(theirs)).rejects.toThrow(/^take on agency: refused: /);
  expect(projectsOfImages()).toEqual([]);
});

test("a passcode is used once: the tokens after it are made from the first", async () => {
  const { bare } = await open();
  const { id, password, passcode } = demoMfaUser;
  await stackOf({ ...bare, OS_USER_ID: id, OS_PASSWORD: password, OS_PASSCODE: passcode }).up(own);
  expect(projectsOfImages()).toHaveLength(1);
  // One for the passcode, one to find the project, one to work in it.
  expect(count("/v3/auth/tokens")).toBe(3);
});

test("the token of an identity provider is read from its file for every use", async () => {
  const { bare } = await open();
  const file = join(newFolder().path, "token");
  writeFileSync(file, "old");
  const environment = {
    ...bare,
    HUAWEICLOUD_SDK_IDP_ID: demoIdentityProvider,
    HUAWEICLOUD_SDK_ID_TOKEN_FILE: file,
  };
  await expect(stackOf(environment).up(own)).rejects.toThrow(/^create token from id token: refused: /);
  writeFileSync(file, `${demoIdToken}\n`);
  await stackOf(environment).up(own);
  expect(projectsOfImages()).toHaveLength(1);
});

test("a file with an id token that is not there is named", async () => {
  const { bare } = await open();
  const environment = { ...bare, HW_ASSUME_ROLE_IDP_ID: "idp", HW_ASSUME_ROLE_ID_TOKEN_FILE: "/nowhere" };
  await expect(stackOf(environment).up(own)).rejects.toThrow("The file /nowhere with the id token cannot be read");
});

describe("the metadata service", () => {
  const allowed = { "ims:useInstanceMetadata": "true" };

  test.each(["none", "optional", "required"] as const)("gives a key where its own tokens are %s", async (tokens) => {
    const { bare } = await open({ metadata: { tokens } });
    await stackOf(bare, allowed).up(own);
    expect(projectsOfImages()).toHaveLength(1);
    expect(count("/openstack/latest/securitykey")).toBe(1);
  });

  test("gives another key before the first one ends", async () => {
    const { bare } = await open({ metadata: { keySeconds: 7_200 } });
    const stack = stackOf(bare, allowed);
    await stack.up(own);
    world.clock.advance(1.5 * hour);
    await stack.refresh();
    world.clock.advance(hour);
    await stack.destroy();
    expect(world.simulator.log.filter(({ status }) => status === 401)).toEqual([]);
    expect(projectsOfImages()).toEqual([]);
  });

  test("of a server without an agency says what to do", async () => {
    const { bare } = await open({ metadata: { agency: false } });
    await expect(stackOf(bare, allowed).up(own)).rejects.toThrow("the server has no agency: give it one");
  });

  test("is not asked unless that was allowed", async () => {
    const { bare } = await open();
    await expect(stackOf(bare).up(own)).rejects.toThrow("the metadata service only with `ims:useInstanceMetadata`");
    expect(world.simulator.log).toEqual([]);
  });
});

test("tokens that a change of the user made void are replaced, each once", async () => {
  const { bare } = await open();
  const { account, user, password } = demoCredentials;
  const stack = stackOf({ ...bare, OS_USERNAME: user, OS_PASSWORD: password, OS_DOMAIN_NAME: account });
  await stack.up(own);
  const before = count("/v3/auth/tokens");
  world.clock.advance(hour);
  world.simulator.edit.outdateTokens();
  await stack.refresh();
  // The one for the account and the one for the project.
  expect(count("/v3/auth/tokens") - before).toBe(2);
});

test("a security token that does not belong to its key is refused, with the source of the key", async () => {
  const { withKey } = await open();
  const mixed = { ...withKey, HW_SECURITY_TOKEN: "of-another-key" };
  await expect(stackOf(mixed).up(own)).rejects.toThrow("The credentials are those of HW_ACCESS_KEY and HW_SECRET_KEY.");
});
