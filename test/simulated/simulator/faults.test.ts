// Faults as data, each kind over a real socket.
import { demoServerId, type Fault } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

const QUOTA = "/v1/cloudimages/quota";
const ACTION = "/v2/cloudimages/action";
const server = { name: "image", instance_id: demoServerId };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const always = (effect: Fault["effect"]): Fault => ({ match: {}, effect });
const create = () => world.call("POST", ACTION, server);
const statuses = async (count: number) => {
  const seen: number[] = [];
  for (let turn = 0; turn < count; turn += 1) seen.push((await world.call("GET", QUOTA)).status);
  return seen;
};

describe("which requests a fault meets", () => {
  const busy = { kind: "respond", status: 503 } as const;

  it.each<[object, number[]]>([
    [{}, [503, 503, 503, 503]],
    [{ nth: 2 }, [200, 503, 200, 200]],
    [{ from: 2 }, [200, 503, 503, 503]],
    [{ to: 2 }, [503, 503, 200, 200]],
    [{ from: 2, to: 3 }, [200, 503, 503, 200]],
    [{ method: "get", path: "^/v1/cloudimages/quota$" }, [503, 503, 503, 503]],
    [{ method: "POST" }, [200, 200, 200, 200]],
    [{ path: "/jobs/" }, [200, 200, 200, 200]],
  ])("%j", async (match, expected) => {
    world.sim.addFaults({ match, effect: busy });
    expect(await statuses(4)).toEqual(expected);
  });

  it("the path is matched without the query, and the first fault whose turn it is wins", async () => {
    world.sim.addFaults({ match: { path: "images$" }, effect: busy }, always({ kind: "respond", status: 500 }));
    expect((await world.call("GET", "/v2/cloudimages?x=images")).status).toBe(503);
    expect(await statuses(1)).toEqual([500]);
    world.sim.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });

  it("a fault that says nonsense is refused when it is added", () => {
    expect(() => world.sim.addFaults({ match: { path: "(" }, effect: busy })).toThrow("is not a regular expression");
  });
});

describe("a fault that responds", () => {
  it("answers instead of executing", async () => {
    world.sim.addFaults(always({ kind: "respond", status: 502, body: { a: 1 }, headers: { "x-a": "b" } }));
    const reply = await create();
    expect([reply.status, reply.json, reply.headers["x-a"]]).toEqual([502, { a: 1 }, "b"]);
    expect(reply.headers["x-request-id"]).toBeDefined();
    expect(world.sim.truth().creates).toBe(0);
  });

  it("executes first when told so, and sends texts as they are", async () => {
    world.sim.addFaults(
      always({ kind: "respond", status: 504, body: "<html>", execute: true, headers: { "content-type": "text/html" } }),
    );
    const reply = await create();
    expect([reply.status, reply.text]).toEqual([504, "<html>"]);
    expect(world.sim.truth().creates).toBe(1);
    expect(world.sim.log.at(-1)).toMatchObject({
      fault: "respond",
      status: 504,
      operation: "createImages",
      body: server,
    });
  });
});

it("throttling answers like the gateway, with or without Retry-After", async () => {
  world.sim.addFaults(
    { match: { nth: 1 }, effect: { kind: "throttle", retryAfter: "7" } },
    { match: { nth: 2 }, effect: { kind: "throttle" } },
  );
  const first = await create();
  expect([first.status, codeOf(first), first.headers["retry-after"]]).toEqual([429, "APIGW.0308", "7"]);
  expect(first.json.error_msg).toMatch(/limit:\d+,time:\d+ minute/);
  expect((await create()).headers["retry-after"]).toBeUndefined();
  expect(world.sim.truth().creates).toBe(0);
});

it.each([
  ["before", 0],
  ["during", 0],
  ["after", 1],
] as const)("a reset %s execution cuts the connection", async (when, creates) => {
  world.sim.addFaults(always({ kind: "reset", when }));
  await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(world.sim.truth().creates).toBe(creates);
  expect(world.sim.log.at(-1)).toMatchObject({ status: 0, fault: "reset" });
});

it.each([undefined, 0, 5])("a truncated answer (%s bytes) breaks off below its content length", async (bytes) => {
  world.sim.addFaults(always({ kind: "truncate", ...(bytes === undefined ? {} : { bytes }) }));
  await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(world.sim.truth().creates).toBe(1);
});

/** Resolves when the simulator begins to hold a request back. */
function asleep(): Promise<void> {
  const { sleep } = world.clock;
  return new Promise((resolve) => {
    world.clock.sleep = (ms, signal) => {
      resolve();
      return sleep(ms, signal);
    };
  });
}

it("a delay holds a request back until the clock has moved, then executes it", async () => {
  world.sim.addFaults(always({ kind: "delay", ms: 5000 }));
  const held = asleep();
  const reply = create();
  await held;
  expect(world.sim.truth().creates).toBe(0);
  world.clock.advance(5000);
  expect((await reply).status).toBe(200);
  expect(world.sim.log).toMatchObject([{ operation: "createImages", durationMs: 5000, fault: "delay" }]);
});

it("a simulator can be stopped while it holds a request back", async () => {
  world.sim.addFaults(always({ kind: "delay", ms: 5000 }));
  const held = asleep();
  const reply = create().catch((error: { code: string }) => error.code);
  await held;
  await world.sim.stop();
  expect(await reply).toBe("ECONNRESET");
  expect(world.sim.truth().creates).toBe(0);
  world = await openWorld();
});

it("a request is identified before a fault meets it, so copies of faulted requests are found", async () => {
  world.sim.addFaults(always({ kind: "respond", status: 503 }));
  expect((await world.call("GET", QUOTA, undefined, { secretKey: "wrong" })).status).toBe(401);
});
