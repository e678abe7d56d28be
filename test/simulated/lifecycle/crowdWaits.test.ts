/** What goes wrong while many images are waited for together: fault rows 17 to 27, with lists that decide when to look. */
import { demoCredentials, type Fault } from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../../provider/kinds";
import { type CrowdOptions, stacksIn } from "../../support/crowd";
import { createAll, openScene, type Run, type Scene, spread } from "../../support/crowdRuns";
import { environmentOf } from "../../support/inProcess";
import type { ResourceState } from "../../support/miniStack";

jest.setTimeout(300_000);

const open: Scene[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ crowd }) => crowd.stop()));
});

const count = 12;
const minuteMs = 60_000;
/** Seconds until a job is looked at again whose image is listed as ready. */
const ownRule = 22;

async function scene(
  seconds = spread(count, 60, 240),
  options: CrowdOptions = {},
  outcomes: Parameters<typeof openScene>[2] = [],
): Promise<Scene> {
  const opened = await openScene(seconds, { latencyMs: 50, ...options }, outcomes);
  open.push(opened);
  return opened;
}

const job = { method: "GET", path: "/jobs/" };
const list = { method: "GET", path: "^/v2/cloudimages$", query: "owner=" };
const respond = (status: number, body: unknown): Fault["effect"] => ({ kind: "respond", status, body });

const posts = ({ crowd }: Scene) => crowd.simulator.truth().creates;
const imageIds = ({ crowd }: Scene) => crowd.simulator.truth().images.map(({ id }) => id);

/** One image for each, handed over, and nothing else. */
function expectAllMade(all: Scene, states: readonly (ResourceState | undefined)[]): void {
  expect(new Set(states.map((state) => state?.outputs["imageId"]))).toEqual(new Set(imageIds(all)));
  expect(states.map((state) => state?.outputs["status"])).toEqual(states.map(() => "active"));
  expect(posts(all)).toBe(states.length);
}

/** No wait has ended before its job, and each has soon after. */
function expectInTime({ lags }: Run, longest: number): void {
  expect(lags[0]).toBeGreaterThanOrEqual(0);
  expect(lags.at(-1)).toBeLessThanOrEqual(longest);
}

interface Ending {
  readonly states: readonly (ResourceState | undefined)[];
  readonly errors: readonly string[];
}

/** Each brought up in the same process; what failed keeps what the engine would store of it. */
async function upAll(
  { crowd, programs }: Scene,
  states: readonly (ResourceState | undefined)[],
  more = {},
): Promise<Ending> {
  const stacks = stacksIn(crowd.process(), ecsSystemImage, states);
  const ups = stacks.map((stack, index) => stack.up({ ...programs[index], ...more }));
  const ends = await crowd.clock.run(Promise.allSettled(ups));
  return {
    states: stacks.map(({ state }) => state),
    errors: ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : [])),
  };
}

const none = Array.from({ length: count }, () => undefined);

describe("row 17: the first twelve looks at jobs and the first three lists", () => {
  test.each<[string, Fault["effect"]]>([
    ["are answered with 503", respond(503, "<html>")],
    ["are answered with 500 and an error of the service", respond(500, { error: { code: "IMG.0005", message: "no" } })],
    ["are refused with 403", respond(403, { error: { code: "IMG.0003", message: "no" } })],
    ["are throttled", { kind: "throttle", retryAfter: "5" }],
    ["are cut off", { kind: "truncate", bytes: 40 }],
    ["break before they are carried out", { kind: "reset", when: "before" }],
    ["break before the answer", { kind: "reset", when: "after" }],
    ["say nothing", respond(200, {})],
  ])("%s: each wait goes on", async (_, effect) => {
    const all = await scene();
    all.crowd.simulator.addFaults({ match: { ...job, to: count }, effect }, { match: { ...list, to: 3 }, effect });
    const run = await createAll(all, count);
    expectAllMade(all, run.states);
    expectInTime(run, 5 * ownRule);
  });
});

test.each([5, 10])("row 18: every look and every list fails for %d min", async (minutes) => {
  const all = await scene();
  const { clock, simulator } = all.crowd;
  simulator.addFaults({ match: job, effect: respond(503, "") }, { match: list, effect: respond(503, "") });
  void clock.sleep(minutes * minuteMs).then(simulator.clearFaults);
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  const lastEnd = (minutes - 1) * 60;
  expectInTime(run, lastEnd + 90);
});

test("lists that fail for ten minutes leave each wait its own rule, and serve it again after that", async () => {
  const all = await scene(spread(count, 300, 1_200));
  const { clock, simulator } = all.crowd;
  simulator.addFaults({ match: list, effect: respond(503, "") });
  void clock.sleep(10 * minuteMs).then(simulator.clearFaults);
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  expectInTime(run, 25);
});

describe("a list", () => {
  /** From 20 s on, when all images are there. */
  function lists({ crowd: { clock, simulator } }: Scene, statuses: readonly string[]): void {
    void clock.sleep(20_000).then(() => {
      const shown = simulator.truth().images.flatMap(({ image }) => statuses.map((status) => ({ ...image, status })));
      simulator.addFaults({ match: list, effect: respond(200, { images: shown }) });
    });
  }

  test.each([
    ["shows each image twice, in two states", ["saving", "active"]],
    ["shows them as active long before they are", ["active"]],
    ["shows them as killed", ["killed"]],
  ])("that %s ends no wait, and leaves each its own rule", async (_, statuses) => {
    const all = await scene();
    lists(all, statuses);
    const run = await createAll(all, count);
    expectAllMade(all, run.states);
    expectInTime(run, 80);
  });

  test("that shows an old status for ever puts no look off for more than five minutes", async () => {
    const all = await scene();
    lists(all, ["saving"]);
    const run = await createAll(all, count);
    expectAllMade(all, run.states);
    expectInTime(run, 300);
  });
});

test("row 19: jobs that are unknown for 40 s", async () => {
  const all = await scene();
  const { clock, simulator } = all.crowd;
  simulator.addFaults({ match: job, effect: respond(404, { error: { code: "IMG.0023", message: "no job" } }) });
  void clock.sleep(40_000).then(simulator.clearFaults);
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  expectInTime(run, 60);
});

test("row 20: jobs that stay unknown: the images with our markers decide", async () => {
  const all = await scene();
  all.crowd.simulator.addFaults({ match: job, effect: respond(404, { error: { code: "IMG.0023", message: "no" } }) });
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  expectInTime(run, 120);
});

test("row 21: jobs that fail among others that do not", async () => {
  const broken = { code: "IMG.0058", reason: "the disk cannot be read", leftover: "killed" as const };
  const bad = 4;
  const all = await scene(
    spread(count, 60, 240),
    {},
    Array.from({ length: bad }, () => ({ broken })),
  );
  const { states, errors } = await upAll(all, none);
  expect(errors.map((error) => error.includes("the disk cannot be read"))).toEqual(
    Array.from({ length: bad }, () => true),
  );
  expect(states.slice(bad).map((state) => state?.outputs["status"])).toEqual(none.slice(bad).map(() => "active"));
  expect(posts(all)).toBe(count);
});

test("row 22: success without an image id, long before the images are there", async () => {
  const all = await scene();
  const body = { status: "SUCCESS", job_id: "j", job_type: "imsImportImageJob", entities: {} };
  all.crowd.simulator.addFaults({ match: job, effect: respond(200, body) });
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  expectInTime(run, 30);
});

test("row 23: statuses that nobody knows, and lower case, are pending", async () => {
  const all = await scene();
  const saying = (status: string, from: number, to: number): Fault => ({
    match: { ...job, from, to },
    effect: respond(200, { status, job_id: "j", entities: {} }),
  });
  all.crowd.simulator.addFaults(saying("PAUSED", 1, count), saying("running", 1, count));
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
  expectInTime(run, 5 * ownRule);
});

test("row 24: the time-out passes for all of them; the next run goes on with the same jobs", async () => {
  const all = await scene(spread(count, 400, 600));
  const first = await upAll(all, none, { timeouts: { create: "2m" } });
  expect(first.errors).toHaveLength(count);
  expect(first.states.every((state) => typeof state?.outputs["jobId"] === "string")).toBe(true);
  const second = await upAll(all, first.states, { timeouts: { create: "2m", update: "30m" } });
  expect(second.errors).toEqual([]);
  expectAllMade(all, second.states);
});

test("row 25: jobs that run for ever while their images are active", async () => {
  const all = await scene();
  const body = { status: "RUNNING", job_id: "j", entities: {} };
  all.crowd.simulator.addFaults({ match: job, effect: respond(200, body) });
  const run = await createAll(all, count);
  expectAllMade(all, run.states);
});

test("row 27: tokens that end while the images are waited for are renewed, one request for all", async () => {
  const all = await scene(spread(count, 400, 600), { tokenSeconds: 300 });
  const { simulator } = all.crowd;
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...rest } = environmentOf(simulator);
  const { account, user, password } = demoCredentials;
  const environment = { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
  const stacks = stacksIn(all.crowd.process(environment), ecsSystemImage, none);
  await all.crowd.clock.run(Promise.all(stacks.map((stack, index) => stack.up(all.programs[index] ?? {}))));
  expectAllMade(
    all,
    stacks.map(({ state }) => state),
  );
  const tokens = simulator.log.filter(({ path }) => path.startsWith("/v3/auth/tokens"));
  expect(tokens.length).toBeGreaterThan(2);
  expect(tokens.length).toBeLessThanOrEqual(8);
});
