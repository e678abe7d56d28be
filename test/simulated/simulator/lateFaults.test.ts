// Faults after which the caller and the cloud differ about what has happened.
import { demoServerId } from "../../../simulator/src/index";
import { openWorld, type World } from "./support/client";

const action = "/v2/cloudimages/action";
const server = { name: "image", instance_id: demoServerId };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const create = () => world.call("POST", action, server);
const projectId = () => String(world.sim.truth().images[0]?.project);

it.each([
  { kind: "reset", when: "before", executeAfterMs: 30_000 },
  { kind: "respond", status: 504, executeAfterMs: 30_000 },
] as const)("a request that was answered by $kind is carried out later, at its moment", async (effect) => {
  world.sim.addFaults({ match: {}, effect });
  await create().catch(() => undefined);
  world.clock.advance(29_999);
  expect(world.sim.truth()).toMatchObject({ creates: 0, unseen: [] });
  world.clock.advance(60_000);
  const at = world.clock.now() - 59_999;
  expect(world.sim.truth()).toMatchObject({ creates: 1, unseen: [{ n: 1, operation: "createImages", at }] });
  expect(Date.parse(String(world.sim.truth().images[0]?.image["created_at"]))).toBe(Math.floor(at / 1_000) * 1_000);
});

it("a request that gets no answer ends with its client", async () => {
  world.sim.addFaults({ match: { request: 2 }, effect: { kind: "silence" } });
  expect((await create()).status).toBe(200);
  const second = create().catch((error: { code: string }) => error.code);
  // biome-ignore lint/style/noRestrictedGlobals: a turn of the event loop, not a wait
  while (world.sim.log.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(world.sim.log.at(-1)).toMatchObject({ n: 2, status: 0, fault: "silence" });
  await world.sim.stop();
  expect(await second).toBe("ECONNRESET");
  expect(world.sim.truth().creates).toBe(1);
  world = await openWorld();
});

it("a job that is forgotten is not found, and its image goes on", async () => {
  const jobId = (await create()).json.job_id;
  world.sim.addFaults({ match: { request: 2 }, effect: { kind: "forgetJob" } });
  const asked = await world.call("GET", `/v1/${projectId()}/jobs/${jobId}`);
  expect(asked.status).toBe(400);
  world.clock.advance(3_600_000);
  expect(world.sim.truth().images[0]?.status).toBe("active");
});

it("a replica that is behind shows a job as it was, and does not know what is new", async () => {
  const jobId = (await create()).json.job_id;
  const path = `/v1/${projectId()}/jobs/${jobId}`;
  world.clock.advance(3_600_000);
  expect((await world.call("GET", path)).json.status).toBe("SUCCESS");
  world.sim.addFaults({ match: { from: 1 }, effect: { kind: "past", ms: 3_590_000 } });
  expect((await world.call("GET", path)).json.status).toBe("RUNNING");
  world.sim.clearFaults();
  world.sim.addFaults({ match: { from: 1 }, effect: { kind: "past", ms: 3_600_001 } });
  expect((await world.call("GET", "/v2/cloudimages?visibility=private&owner=x")).json.images).toEqual([]);
});

it("a list that turns back answers its first page whatever was asked for", async () => {
  await create();
  await create();
  const page = async (marker: string) =>
    (await world.call("GET", `/v2/cloudimages?limit=1&visibility=private${marker}`)).json.images[0].id;
  const first = await page("");
  expect(await page(`&marker=${first}`)).not.toBe(first);
  world.sim.addFaults({ match: {}, effect: { kind: "firstPage" } });
  expect(await page(`&marker=${first}`)).toBe(first);
  const search = { action: "filter", limit: "1", offset: "1", without_any_tag: true };
  const found = await world.call("POST", `/v2/${projectId()}/images/resource_instances/action`, search);
  expect(found.json.resources[0].resource_id).toBe(first);
});
