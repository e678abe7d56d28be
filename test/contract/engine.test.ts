/** The engine that started the provider process: what it is told, and what happens when it dies. */
import { createServer } from "node:net";
import { demoServerId } from "pulumi-ims-simulator";
import { systemClock } from "../../provider/base/clock";
import { ecsSystemImage } from "../../provider/kinds";
import { type GrpcEngine, startGrpcEngine } from "../support/grpcEngine";
import { RpcError } from "../support/grpcWire";
import { failureOf, GrpcWorld, inputsOf, jobsOf, markerOf, until } from "../support/grpcWorld";

let engine: GrpcEngine;
let world: GrpcWorld;
beforeEach(async () => {
  engine = await startGrpcEngine();
});
afterEach(async () => {
  engine.die();
  await world.close();
});

const program = inputsOf(ecsSystemImage, { name: "golden", instanceId: demoServerId, tags: { team: "base" } });

/** A provider that was started by the engine, and jobs that take so long. */
const open = async (jobSeconds: number, engineAddress = engine.address) => {
  world = await GrpcWorld.open({ engineAddress }, jobsOf(ecsSystemImage, jobSeconds));
  return world;
};

const endWithinMs = 30_000;

async function endsByItself(): Promise<void> {
  const late = AbortSignal.timeout(endWithinMs);
  await Promise.race([
    world.provider.ended,
    new Promise((_, reject) => late.addEventListener("abort", () => reject(new Error("the process lives on")))),
  ]);
}

test("progress is shown in the row of the resource and forgotten afterwards", async () => {
  await open(2.5);
  await world.stack().up(program);
  await until("the last message arrives", () => engine.messages.some(({ message }) => message.includes("is active")));
  const texts = engine.messages.map(({ message }) => message);
  expect(texts[0]).toMatch(/^submitted as job [0-9a-f]{32} \(golden\)$/);
  expect(texts).toContainEqual(expect.stringMatching(/running \d+ %/));
  expect(texts.at(-1)).toBe(`image ${world.image().id} is active (golden)`);
  const marks = engine.messages.map(({ severity, urn, ephemeral }) => ({ severity, urn, ephemeral }));
  expect(marks).toEqual(marks.map(() => ({ severity: "info", urn: program["__urn"], ephemeral: true })));
  expect(world.provider.printed().trim()).toMatch(/^\d+$/);
});

test("a finished image that an earlier run has left is said in a line that stays, and causes no warning", async () => {
  await open(0.1);
  await world.provider.create(program);
  await world.restart();
  await world.provider.create({ ...program, instanceId: "11111111-2222-4333-8444-555555555502" });
  await until("the line arrives", () => engine.messages.some(({ ephemeral }) => !ephemeral));
  const line = engine.messages.find(({ ephemeral }) => !ephemeral);
  expect(line).toMatchObject({ urn: program["__urn"], severity: "info" });
  expect(line?.message).toContain("There is another image of this resource");
  expect(engine.messages.filter(({ severity }) => severity === "warning")).toEqual([]);
});

/** An address of this machine where nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return `127.0.0.1:${address.port}`;
}

/** Waiting for an engine even once would take longer. */
const quickMs = 5_000;

test("an engine that never answered neither slows nor breaks anything", async () => {
  await open(0.1, await deadAddress());
  const begun = Date.now();
  const stack = world.stack();
  expect(await stack.up(program)).toBe("create");
  expect(await stack.up(program)).toBe("same");
  expect(await stack.up({ ...program, name: "renamed" })).toBe("update");
  await stack.destroy();
  expect(Date.now() - begun).toBeLessThan(quickMs);
  expect(world.images()).toEqual([]);
});

test("when the engine dies while a create waits, the process ends and the image stays unfinished", async () => {
  await open(60);
  const lost = failureOf(world.provider.create(program), RpcError);
  await until("progress goes on", () => engine.messages.length > 3);
  engine.die();
  await endsByItself();
  await lost;
  expect(markerOf(world.image())).toBe("c");
  expect(world.creates()).toBe(1);
});

const deaths = [
  { title: "dies after a create, and may not have written it down", jobSeconds: 1.5, leave: false, marker: "c" },
  { title: "dies right after a create that took a moment only", jobSeconds: 0.1, leave: false, marker: "c" },
  { title: "takes its leave after a create and then ends", jobSeconds: 1.5, leave: true, marker: "o" },
] as const;

test("an engine that dies before it has answered once is missed by its end of our input", async () => {
  await open(60, await deadAddress());
  const lost = failureOf(world.provider.create(program), RpcError);
  await until("the job is polled", () => world.polls() > 0);
  world.provider.closeInput();
  await endsByItself();
  await lost;
  expect(markerOf(world.image())).toBe("c");
});

test("an engine that dies after a preview leaves no process", async () => {
  await open(60);
  await world.stack().preview(program);
  engine.die();
  world.provider.closeInput();
  await endsByItself();
});

test("an engine that was cancelled before the answer and then dies may not have written it down: the marker is taken back", async () => {
  await open(0.5);
  // The hand-over is on its way when Ctrl-C comes: it counts, and the answer is a success.
  world.simulator.addFaults({ match: { path: "/tags/action$" }, effect: { kind: "delay", ms: 1_500 } });
  const running = world.provider.create(program);
  await until("the image is active", () => world.images().some(({ status }) => status === "active"));
  await systemClock.sleep(500);
  await world.provider.cancel();
  const { id } = await running;
  expect(markerOf(world.image())).toBe("o");
  engine.die();
  await endsByItself();
  expect(world.image().id).toBe(id);
  expect(markerOf(world.image())).toBe("c");
});

test.each(deaths)("an engine that $title leaves the marker at $marker", async ({ jobSeconds, leave, marker }) => {
  await open(jobSeconds);
  const { id } = await world.provider.create(program);
  expect(markerOf(world.image())).toBe("o");
  if (leave) await world.provider.cancel();
  engine.die();
  await endsByItself();
  expect(markerOf(world.image())).toBe(marker);
  if (leave) return;
  // What was taken back is finished by the next run, and not made twice.
  await world.restart({ engineAddress: "no-engine" });
  const next = await world.provider.create(program);
  expect(next.id).toBe(id);
  expect(world.image().id).toBe(id);
  expect(markerOf(world.image())).toBe("o");
});
