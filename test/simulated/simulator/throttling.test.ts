// How the gateway counts calls: in windows, apart for calls that look and calls that change, refused ones too.
import { demoServerId, type ThrottleSettings } from "../../../simulator/src/index";
import { openWorld, type World } from "./support/client";

const MINUTE = 60_000;

let world: World;
afterEach(() => world.sim.stop());
const open = async (throttle: ThrottleSettings): Promise<void> => {
  world = await openWorld({ throttle });
};

const look = () => world.call("GET", "/v2/cloudimages");
const search = () =>
  world.call("POST", `/v2/${world.projectId}/images/resource_instances/action`, { action: "filter", tags: [] });
const change = (name = "image") => world.call("POST", "/v2/cloudimages/action", { name, instance_id: demoServerId });
const statuses = async (count: number, call: () => ReturnType<typeof look>): Promise<number[]> => {
  const all: number[] = [];
  for (let index = 0; index < count; index++) all.push((await call()).status);
  return all;
};

it("refuses calls beyond the limit with the limit in the text, and carries none of them out", async () => {
  await open({ writes: 1 });
  expect((await change()).status).toBe(200);
  const refused = await change("another");
  expect([refused.status, refused.json]).toEqual([
    429,
    expect.objectContaining({
      error_code: "APIGW.0308",
      error_msg: "The throttling threshold has been reached: policy user over ratelimit,limit:1,time:1 minute",
    }),
  ]);
  expect(world.sim.truth().creates).toBe(1);
  expect(world.sim.log.at(-1)?.errorCode).toBe("APIGW.0308");
});

it("counts calls that look apart from calls that change, and a search by POST among those that look", async () => {
  await open({ reads: 2, writes: 1 });
  await change();
  expect(await statuses(1, look)).toEqual([200]);
  expect(await statuses(2, search)).toEqual([200, 429]);
});

it("begins to count anew when a fixed window is over", async () => {
  await open({ reads: 2 });
  expect(await statuses(3, look)).toEqual([200, 200, 429]);
  world.clock.advance(MINUTE - 1);
  expect(await statuses(1, look)).toEqual([429]);
  world.clock.advance(1);
  expect(await statuses(3, look)).toEqual([200, 200, 429]);
});

it("lets a sliding window grow by refused calls: who keeps asking stays out", async () => {
  await open({ reads: 1, window: "sliding" });
  expect(await statuses(1, look)).toEqual([200]);
  for (let half = 0; half < 4; half++) {
    world.clock.advance(MINUTE / 2);
    expect(await statuses(1, look)).toEqual([429]);
  }
  world.clock.advance(MINUTE);
  expect(await statuses(1, look)).toEqual([200]);
});

it("says when to come again in Retry-After, where it is to say it there", async () => {
  await open({ reads: 1, windowSeconds: 300, says: "retry-after" });
  await look();
  world.clock.advance(100_000);
  const { headers, json } = await look();
  expect(headers["retry-after"]).toBe("200");
  expect(json.error_msg).not.toContain("limit:");
});

it("says nothing of the limit, where it is to keep silent", async () => {
  await open({ reads: 1, says: "nothing" });
  await look();
  const { headers, text } = await look();
  expect(headers["retry-after"]).toBeUndefined();
  expect(text).not.toContain("limit:");
});

it("has no limit unless it is told one", async () => {
  await open({});
  expect(new Set(await statuses(50, look))).toEqual(new Set([200]));
});
