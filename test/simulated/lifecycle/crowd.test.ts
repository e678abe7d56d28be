/** Many images at once, in virtual time: what a command costs, and how late the end of a job is seen. */
import type { Fault } from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../../provider/kinds";
import type { CrowdOptions } from "../../support/crowd";
import {
  createAll,
  destroyAll,
  openScene,
  percentile,
  type Run,
  refreshAll,
  type Scene,
  spread,
} from "../../support/crowdRuns";

jest.setTimeout(300_000);

const open: Scene[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ crowd }) => crowd.stop()));
});

async function scene(seconds: readonly number[], options: CrowdOptions = {}): Promise<Scene> {
  const opened = await openScene(seconds, { latencyMs: 50, ...options });
  open.push(opened);
  return opened;
}

const images = 50;
/** From 60 to 600 s. */
const mixed = spread(images, 60, 600);
const polls = "GET /v1/{id}/jobs/{id}";
const lists = "GET /v2/cloudimages";

/** The same for each image, with as many calls as it takes. */
function expectAllMade({ states }: Run, { crowd }: Scene): void {
  const ids = states.map((state) => state?.outputs["imageId"]);
  const { images: there } = crowd.simulator.truth();
  expect(new Set(ids)).toEqual(new Set(there.map(({ id }) => id)));
  expect(there.map(({ status, tags }) => [status, tags["pulumi-ims"]?.slice(0, 2)])).toEqual(
    there.map(() => ["active", "o-"]),
  );
}

describe("50 creates at once of jobs of 60 to 600 s", () => {
  test.each(["otc", "huaweicloud"] as const)(
    "on %s take at most 7 calls each, and their ends are seen within 6 s",
    async (cloud) => {
      const all = await scene(mixed, { cloud });
      const run = await createAll(all, images);
      expectAllMade(run, all);
      expect(run.total / images).toBeLessThanOrEqual(7);
      expect(percentile(run.lags, 0.95)).toBeLessThanOrEqual(6);
    },
  );

  test("pay at most 2.2 calls each beside their POSTs and polls", async () => {
    const all = await scene(mixed);
    const run = await createAll(all, images);
    // Each closing look-up is a list too; the others are polls.
    const others = run.total - (run.calls["POST /v2/cloudimages/action"] ?? 0) - (run.calls[polls] ?? 0);
    const sharedPolls = (run.calls[lists] ?? 0) - images;
    expect((others - sharedPolls) / images).toBeLessThanOrEqual(2.2);
  });

  const badList = (body: unknown, status = 200): Fault => ({
    match: { method: "GET", path: "^/v2/cloudimages$", query: "owner=" },
    effect: { kind: "respond", status, body },
  });
  const saving = (id: string) => ({ id, status: "saving", tags: [] });

  test.each<[string, Fault]>([
    ["leaves every image out", badList({ images: [] })],
    ["shows a stranger twice", badList({ images: [saving("a"), saving("a")] })],
    ["fails", badList({ error: { code: "IMG.0005", message: "unavailable" } }, 503)],
    ["is no list", badList("<html>")],
  ])("come to their end by the rule of one alone while the list %s", async (_, fault) => {
    const all = await scene(mixed, { faults: [fault] });
    const run = await createAll(all, images);
    expectAllMade(run, all);
    expect(run.lags.at(-1)).toBeLessThanOrEqual(25);
    expect(run.lags[0]).toBeGreaterThanOrEqual(0);
  });
});

describe.each([
  [50, 8, 3],
  [50, 50, 3],
  [500, 8, 8],
] as const)("a refresh of %d images, %d at a time", (count, parallel, atMost) => {
  test(`takes at most ${atMost} calls, changes nothing, and forgets nothing`, async () => {
    const all = await scene(spread(count, 60, 60), { seed: { quotas: { default: 1_000 } } });
    const { states } = await createAll(all, 50);
    const run = await refreshAll(all, parallel, states);
    expect(run.total).toBeLessThanOrEqual(atMost);
    expect(run.states.map((state) => state?.id)).toEqual(states.map((state) => state?.id));
    expect(run.states.map((state) => state?.inputs)).toEqual(states.map((state) => state?.inputs));
  });
});

test("a refresh of one image stays a small call: the project, the image, and orphans", async () => {
  const all = await scene([60]);
  const { states } = await createAll(all, 1);
  const { calls } = await refreshAll(all, 1, states);
  const [list] = all.crowd.simulator.log.filter(({ path }) => path.startsWith("/v2/cloudimages"));
  expect(Object.values(calls)).toEqual([1, 1, 1]);
  expect(list?.path).toMatch(/\?id=/);
});

describe("a refresh of 50 images", () => {
  const listCall = { method: "GET", path: "^/v2/cloudimages$", query: "owner=" };

  test.each<[string, Fault["effect"]]>([
    ["leaves all of them out", { kind: "respond", status: 200, body: { images: [] } }],
    ["fails", { kind: "respond", status: 503, body: "<html>" }],
    ["is refused", { kind: "respond", status: 403, body: { error: { code: "IMG.0003", message: "no" } } }],
    ["is cut off", { kind: "truncate", bytes: 100 }],
  ])("loses none when the list %s", async (_, effect) => {
    const all = await scene(spread(images, 60, 60));
    const { states } = await createAll(all, images);
    all.crowd.simulator.addFaults({ match: listCall, effect });
    const run = await refreshAll(all, 8, states);
    expect(run.states.map((state) => state?.id)).toEqual(states.map((state) => state?.id));
  });

  test("loses none when the list shows each of them as deleted and once more as saving", async () => {
    const all = await scene(spread(images, 60, 60));
    const { states } = await createAll(all, images);
    const shown = states.flatMap((state) =>
      ["deleted", "saving"].map((status) => ({ id: state?.id, status, name: "old", tags: [] })),
    );
    all.crowd.simulator.addFaults({
      match: listCall,
      effect: { kind: "respond", status: 200, body: { images: shown } },
    });
    const run = await refreshAll(all, 8, states);
    expect(run.states.map((state) => state?.inputs)).toEqual(states.map((state) => state?.inputs));
    expect(run.states.map((state) => state?.outputs["status"])).toEqual(states.map(() => "active"));
  });

  test("finds the one that is gone, and only that", async () => {
    const all = await scene(spread(images, 60, 60));
    const { states } = await createAll(all, images);
    all.crowd.simulator.edit.deleteImage(states[7]?.id ?? "");
    const run = await refreshAll(all, 8, states);
    expect(run.states.flatMap((state, index) => (state === undefined ? [index] : []))).toEqual([7]);
    expect(run.total).toBeLessThanOrEqual(4);
  });
});

describe.each([
  [8, 0],
  [50, 3],
] as const)("a destroy of 50 images, %d at a time, each gone after %d s", (parallel, deleteSeconds) => {
  test("takes at most 2.5 calls each and leaves none", async () => {
    const all = await scene(spread(images, 60, 60), { seed: { deleteSeconds } });
    const { states } = await createAll(all, images);
    const { total } = await destroyAll(all, parallel, states);
    expect(all.crowd.simulator.truth().images).toEqual([]);
    expect(total / images).toBeLessThanOrEqual(2.5);
  });
});

test("a destroy waits until each image is gone, also while lists show none of them", async () => {
  const all = await scene(spread(images, 60, 60), { seed: { deleteSeconds: 20 } });
  const { states } = await createAll(all, images);
  const match = { method: "GET", path: "^/v2/cloudimages$", query: "owner=" };
  all.crowd.simulator.addFaults({ match, effect: { kind: "respond", status: 200, body: { images: [] } } });
  await destroyAll(all, images, states);
  expect(all.crowd.simulator.truth().images).toEqual([]);
});

test("a Ctrl-C ends 50 waits at once, each with what it has begun", async () => {
  const all = await scene(mixed);
  const { crowd, programs } = all;
  const process = crowd.process();
  const provider = process.provider(ecsSystemImage);
  const start = crowd.clock.now();
  void crowd.clock.sleep(45_000).then(() => process.engine.cancel());
  const results = await crowd.clock.run(Promise.allSettled(programs.map((program) => provider.create(program))));
  const kept = results.map((result) => (result.status === "rejected" ? Object.keys(result.reason) : []));
  expect(kept).toEqual(programs.map(() => expect.arrayContaining(["id", "properties"])));
  expect(crowd.clock.now() - start).toBeLessThan(55_000);
});
