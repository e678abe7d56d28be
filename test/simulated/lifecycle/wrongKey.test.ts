/** A wrong key in a stack of many images: the cloud locks a key after five failures, for everybody who uses it. */
import { demoServerId } from "pulumi-ims-simulator";
import { environmentOf, kinds, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const wrongSecret = "WrongSecretKeyWrongSecretKeyWrongSecret1";
const program = (name: string) => ({ name, instanceId: demoServerId });

/** The stack of one image each, all in one process of the provider. */
function stacks(count: number, change: Readonly<Record<string, string>>) {
  const process = world.process({ ...environmentOf(world.simulator), ...change });
  return Array.from({ length: count }, () => new MiniStack(process.provider(kinds.ecsSystemImage)));
}

const up = (all: readonly MiniStack[]) =>
  Promise.allSettled(all.map((stack, index) => stack.up(program(`image-${index}`))));
const refused = () => world.simulator.log.filter(({ status }) => status === 401);

test.each([
  ["the project is looked up", {}],
  ["the project is given", { HW_PROJECT_ID: "0a11ce00de0000000000000000000001" }],
])("is refused once for ten images at once when %s, and the right key works right after", async (_how, change) => {
  const results = await up(stacks(10, { HW_SECRET_KEY: wrongSecret, ...change }));

  expect(results.map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  for (const result of results) {
    expect(String((result as PromiseRejectedResult).reason)).toContain("Check access key, secret key");
    expect(String((result as PromiseRejectedResult).reason)).not.toContain(wrongSecret);
  }
  expect(refused()).toHaveLength(1);
  expect(world.simulator.log).toHaveLength(1);
  expect(world.simulator.takeClientViolations()).toMatchObject([{ why: "signature mismatch" }]);

  const [again] = await up(stacks(1, change));
  expect(again?.status).toBe("fulfilled");
});
