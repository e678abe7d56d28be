/** Signing in with everything but a plain key, in virtual time: how many tokens, when new ones, and what is said. */
import { demoCredentials, quickServerId } from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../../provider/kinds";
import { environmentOf, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";

jest.setTimeout(120_000);

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const hour = 3_600_000;
const { account, user, password } = demoCredentials;

function passwordEnvironment(): Record<string, string> {
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...rest } = environmentOf(world.simulator);
  return { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
}

const calls = (path: string) => world.simulator.log.filter((entry) => entry.path.startsWith(path)).length;
const tokens = () => calls("/v3/auth/tokens");
const program = (name: string) => ({
  name,
  instanceId: quickServerId,
  __urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:EcsSystemImage::${name}`,
});

/** Stacks of one process, as the resources of one run share it. */
function stacks(count: number, environment = passwordEnvironment()) {
  const provider = world.process(environment).provider(ecsSystemImage);
  return Array.from({ length: count }, () => new MiniStack(provider));
}

test("a user with a password makes an image, with a token to find the project and one to work in it", async () => {
  const [stack] = stacks(1);
  await stack?.up(program("a"));
  expect(world.simulator.truth().images.map(({ name }) => name)).toEqual(["a"]);
  expect(tokens()).toBe(2);
  expect(calls("/v3/projects")).toBe(1);
});

test("a token that somebody made is used as it is", async () => {
  const made = await fetch(`${world.simulator.url}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      auth: {
        identity: { methods: ["password"], password: { user: { name: user, password, domain: { name: account } } } },
        scope: { project: { name: "eu-de" } },
      },
    }),
  });
  const { OS_USERNAME: _name, OS_PASSWORD: _password, ...rest } = passwordEnvironment();
  const [stack] = stacks(1, { ...rest, OS_TOKEN: made.headers.get("x-subject-token") ?? "" });
  await stack?.up(program("a"));
  expect(world.simulator.truth().images).toHaveLength(1);
  expect(tokens()).toBe(1);
});

test("a token of 20,000 characters carries an image from its create to its end", async () => {
  const large = await startWorld({ tokenLength: 20_000 });
  try {
    const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...rest } = environmentOf(large.simulator);
    const user20 = { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
    const stack = new MiniStack(large.process(user20).provider(ecsSystemImage));
    await stack.up(program("a"));
    expect(await stack.up({ ...program("a"), description: "changed" })).toBe("update");
    expect(await stack.refresh()).toBe("kept");
    await stack.destroy();
    expect(large.simulator.truth().images).toEqual([]);
  } finally {
    await large.stop();
  }
});

describe("a token that ends while 100 images are made", () => {
  const makeAll = async (many: readonly MiniStack[]) => {
    const made = await Promise.all(many.map((stack, index) => stack.up(program(`image-${index}`))));
    expect(made).toEqual(many.map(() => "create"));
    expect(world.simulator.truth().images).toHaveLength(many.length + 1);
  };

  beforeEach(() => world.simulator.edit.setQuota(demoCredentials.projects["eu-de"] ?? "", 500));

  test("is replaced by exactly one, before it ends", async () => {
    const [first, ...many] = stacks(101);
    await first?.up(program("first"));
    const before = tokens();
    world.clock.advance(24 * hour - 35 * 60_000);
    await makeAll(many);
    expect(tokens() - before).toBe(1);
    expect(world.simulator.log.filter(({ status }) => status === 401)).toEqual([]);
  });

  test.each([
    ["an hour", hour],
    ["no time", 0],
  ])("is replaced by exactly one, when it was held for %s and is void all at once", async (_age, ms) => {
    const [first, ...many] = stacks(101);
    await first?.up(program("first"));
    const before = tokens();
    world.clock.advance(ms);
    world.simulator.edit.outdateTokens();
    await makeAll(many);
    expect(tokens() - before).toBe(1);
  });
});

test("a wrong password is tried once, however many images want it, and is in no message", async () => {
  const wrong = "WrongPasswordWrongPassword";
  const many = stacks(20, { ...passwordEnvironment(), OS_PASSWORD: wrong });
  const errors = await Promise.all(many.map((stack) => stack.up(program("a")).then(String, String)));
  expect(tokens()).toBe(1);
  for (const error of errors) {
    expect(error).toContain("The credentials are those of OS_USERNAME and OS_PASSWORD.");
    expect(error).not.toContain(wrong);
  }
  expect(world.simulator.truth().images).toEqual([]);
});

test("an IAM that is down says that nothing was sent", async () => {
  world.simulator.addFaults({ match: { path: "^/v3/" }, effect: { kind: "respond", status: 500, body: {} } });
  const [stack] = stacks(1);
  await expect(stack?.up(program("a"))).rejects.toThrow(/^create token: failed without a clear answer/);
  expect(calls("/v2/")).toBe(0);
});
