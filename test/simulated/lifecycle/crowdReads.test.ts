/** What goes wrong while many images are read, changed and asked for together: fault rows 41, 42, 49 and 50, and what is looked up once. */
import { demoCredentials, type Fault } from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../../provider/kinds";
import { type CrowdOptions, stacksIn } from "../../support/crowd";
import { createAll, openScene, type Run, type Scene, spread } from "../../support/crowdRuns";
import { environmentOf, type Process } from "../../support/inProcess";
import type { MiniStack } from "../../support/miniStack";

jest.setTimeout(300_000);

const open: Scene[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ crowd }) => crowd.stop()));
});

const count = 12;
const minuteMs = 60_000;

async function scene(options: CrowdOptions = {}, images = count): Promise<Scene> {
  const opened = await openScene(spread(images, 60, 120), { latencyMs: 50, ...options });
  open.push(opened);
  return opened;
}

const list = { method: "GET", path: "^/v2/cloudimages$", query: "owner=" };
const native = { method: "GET", path: "^/v2/images/" };
const respond = (status: number, body: unknown): Fault["effect"] => ({ kind: "respond", status, body });
const nothingListed: Fault = { match: list, effect: respond(200, { images: [] }) };

const callsOf = ({ crowd }: Scene, path: string) => crowd.simulator.log.filter((entry) => entry.path.includes(path));

function stacksOf({ crowd }: Scene, states: Run["states"], process: Process = crowd.process()): MiniStack[] {
  return stacksIn(process, ecsSystemImage, states);
}

/** The same for all of them at once; the messages of those that failed. */
async function all(
  { crowd }: Scene,
  stacks: readonly MiniStack[],
  act: (stack: MiniStack, index: number) => Promise<unknown>,
) {
  const ends = await crowd.clock.run(Promise.allSettled(stacks.map(act)));
  return ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
}

describe("rows 49 and 50: a refresh whose list leaves all images out", () => {
  test.each<[string, Fault["effect"], RegExp]>([
    ["is refused with 403", respond(403, { error: { code: "IMG.0003", message: "no" } }), /IMG\.0003/],
    ["fails with 500", respond(500, "<html>"), /500/],
    ["shows another image", respond(200, { id: "other", status: "active", name: "other", tags: [] }), /other/],
  ])("and whose read by id %s fails, and forgets none", async (_, effect, message) => {
    const made = await scene();
    const { states } = await createAll(made, count);
    made.crowd.simulator.addFaults(nothingListed, { match: native, effect });
    const stacks = stacksOf(made, states);
    const errors = await all(made, stacks, (stack) => stack.refresh());
    expect(errors).toHaveLength(count);
    for (const error of errors) expect(error).toMatch(message);
    expect(stacks.map(({ state }) => state?.id)).toEqual(states.map((state) => state?.id));
  });

  test("forgets those alone that the read by id does not find", async () => {
    const made = await scene();
    const { states } = await createAll(made, count);
    for (const state of states.slice(0, 3)) made.crowd.simulator.edit.deleteImage(state?.id ?? "");
    made.crowd.simulator.addFaults(nothingListed);
    const stacks = stacksOf(made, states);
    expect(await all(made, stacks, (stack) => stack.refresh())).toEqual([]);
    expect(stacks.map(({ state }) => state !== undefined)).toEqual(states.map((_state, index) => index >= 3));
  });
});

test("refreshes while lists fail read each image by itself, one refresh after the other", async () => {
  const made = await scene();
  const { states } = await createAll(made, count);
  made.crowd.simulator.addFaults({ match: list, effect: respond(503, "") });
  const stacks = stacksOf(made, states);
  for (let round = 0; round < 3; round++) {
    expect(await all(made, stacks, (stack) => stack.refresh())).toEqual([]);
    await made.crowd.clock.run(made.crowd.clock.sleep(4 * minuteMs));
  }
  expect(stacks.map(({ state }) => state?.id)).toEqual(states.map((state) => state?.id));
});

describe("an update right after a refresh in the same process", () => {
  test("changes what differs between the declarations, and leaves alone what others have changed since the refresh", async () => {
    const made = await scene();
    const { simulator } = made.crowd;
    const { states } = await createAll(made, count);
    const stacks = stacksOf(made, states);
    await all(made, stacks, (stack) => stack.refresh());
    for (const { id } of simulator.truth().images) simulator.edit.updateImage(id, { min_ram: 4_096 });
    const errors = await all(made, stacks, (stack, index) =>
      stack.up({ ...made.programs[index], minRam: 0, description: "new" }),
    );
    expect(errors).toEqual([]);
    const shown = simulator.truth().images.map(({ image }) => [image["__description"], image["min_ram"]]);
    expect(shown).toEqual(states.map(() => ["new", 4_096]));
  });

  test("asks for no list, so that a list of old content changes nothing", async () => {
    const made = await scene();
    const { simulator } = made.crowd;
    const { states } = await createAll(made, count);
    const old = states.map((state) => ({
      id: state?.id,
      status: "active",
      name: "old",
      __description: "new",
      tags: [],
    }));
    simulator.addFaults({ match: list, effect: respond(200, { images: old }) });
    simulator.resetLog();
    const stacks = stacksOf(made, states);
    await all(made, stacks, (stack, index) => stack.up({ ...made.programs[index], description: "new" }));
    expect(callsOf(made, "/v2/cloudimages?owner=")).toEqual([]);
    const descriptions = simulator.truth().images.map(({ image }) => image["__description"]);
    expect(descriptions).toEqual(states.map(() => "new"));
  });
});

test.each(["fixed", "sliding"] as const)(
  "row 41: 50 creates where ten calls a minute may change something (%s window) all succeed, and a tenth of the calls at most is refused",
  async (window) => {
    const made = await scene({ throttle: { window, writes: 10 } }, 50);
    const { states, total } = await createAll(made, 50);
    expect(states.map((state) => state?.outputs["status"])).toEqual(states.map(() => "active"));
    expect(made.crowd.simulator.truth().creates).toBe(50);
    const refused = made.crowd.simulator.log.filter(({ status }) => status === 429);
    expect(refused.length / total).toBeLessThanOrEqual(0.1);
  },
);

test("row 42: everything is refused for ten minutes: at most three times the calls of a quiet run, and then all goes on", async () => {
  const quiet = await createAll(await scene(), count);
  const made = await scene();
  const { clock, simulator } = made.crowd;
  void clock.sleep(30_000).then(() => simulator.addFaults({ match: {}, effect: { kind: "throttle" } }));
  void clock.sleep(30_000 + 10 * minuteMs).then(simulator.clearFaults);
  const { states, total } = await createAll(made, count);
  expect(states.map((state) => state?.outputs["status"])).toEqual(states.map(() => "active"));
  expect(simulator.truth().creates).toBe(count);
  expect(total).toBeLessThanOrEqual(3 * quiet.total);
});

describe("what many operations of one process look up", () => {
  test("before their creates is one search, and one look for the project", async () => {
    const made = await scene();
    await createAll(made, count);
    expect(callsOf(made, "/resource_instances/action")).toHaveLength(1);
    expect(callsOf(made, "/v3/projects")).toHaveLength(1);
  });

  test("is the project once for what is new, and once to confirm that what is there belongs to it", async () => {
    const made = await scene();
    const stacks = stacksOf(
      made,
      made.programs.map(() => undefined),
    );
    await all(made, stacks, (stack, index) => stack.up(made.programs[index] ?? {}));
    await all(made, stacks, (stack) => stack.refresh());
    await all(made, stacks, (stack) => stack.destroy());
    expect(callsOf(made, "/v3/projects").map(({ path }) => path)).toEqual(["/v3/projects?name=eu-de", "/v3/projects"]);
  });

  test("is one token to find the project and one to work in it, where a user signs in", async () => {
    const made = await scene();
    const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...rest } = environmentOf(made.crowd.simulator);
    const { account, user, password } = demoCredentials;
    const environment = { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
    const stacks = stacksOf(
      made,
      made.programs.map(() => undefined),
      made.crowd.process(environment),
    );
    expect(await all(made, stacks, (stack, index) => stack.up(made.programs[index] ?? {}))).toEqual([]);
    expect(callsOf(made, "/v3/auth/tokens")).toHaveLength(2);
    expect(callsOf(made, "/v3/projects")).toHaveLength(1);
  });
});
