// The request log, the truth, and clocks.

import { requestLine } from "../../../simulator/src/command/requestLine";
import { demoServerId, type LogEntry, manualClock, start } from "../../../simulator/src/index";
import { openWorld } from "./support/client";

describe("the log", () => {
  it("has one entry per request, and can be emptied", async () => {
    const told: LogEntry[] = [];
    const world = await openWorld({ onRequest: (entry) => told.push(entry) });
    await world.call("GET", "/v2/cloudimages?limit=1");
    await world.call("POST", "/v2/cloudimages/action", { name: "" });
    expect(world.sim.log).toMatchObject([
      {
        n: 1,
        at: world.clock.now(),
        method: "GET",
        path: "/v2/cloudimages?limit=1",
        status: 200,
        signature: "flat",
        operation: "listImages",
      },
      { n: 2, method: "POST", status: 400, body: { name: "" }, errorCode: "IMG.0021" },
    ]);
    expect(told).toEqual(world.sim.log);
    expect(requestLine(told[1] as LogEntry)).toBe(
      "09:30:00 #2 POST /v2/cloudimages/action 400 0ms flat createImages IMG.0021\n",
    );
    world.sim.resetLog();
    expect(world.sim.log).toEqual([]);
    await world.sim.stop();
  });
});

describe("the truth", () => {
  it("tells images, tags, jobs and counts", async () => {
    const world = await openWorld();
    const [id] = await world.make({ name: "image", instance_id: demoServerId, tags: ["a.b"] });
    expect(world.sim.truth()).toMatchObject({
      images: [{ id, name: "image", status: "active", project: world.projectId, tags: { a: "b" } }],
      jobs: [{ type: "imsCreateImageByInstance", status: "SUCCESS", project: world.projectId, imageIds: [id] }],
      creates: 1,
      deletes: 0,
    });
    await world.sim.stop();
  });
});

describe("clocks", () => {
  it("a manual clock wakes sleepers in order when it passes their hour", async () => {
    const clock = manualClock(0);
    const woken: number[] = [];
    const sleeps = [20, 10, 30].map((ms) => clock.sleep(ms).then(() => woken.push(ms)));
    clock.advance(25);
    await Promise.all(sleeps.slice(0, 2));
    expect([woken, clock.now()]).toEqual([[10, 20], 25]);
    clock.advance(5);
    await Promise.all(sleeps);
    expect(woken).toEqual([10, 20, 30]);
  });

  it("a manual clock does not sleep for nothing, and gives up when told", async () => {
    const clock = manualClock();
    await clock.sleep(0);
    const controller = new AbortController();
    const sleep = clock.sleep(10, controller.signal);
    controller.abort(new Error("enough"));
    await expect(sleep).rejects.toThrow("enough");
    await expect(clock.sleep(10, controller.signal)).rejects.toThrow("enough");
  });

  it("the clock of the machine is used by default", async () => {
    const sim = await start();
    const before = new Date();
    const reply = await fetch(`${sim.url}/v3`);
    await reply.text();
    expect(sim.log[0]?.at).toBeGreaterThanOrEqual(before.getTime());
    await sim.stop();
  });
});

it("a taken port is an error", async () => {
  const sim = await start();
  await expect(start({ port: Number(new URL(sim.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await sim.stop();
});
