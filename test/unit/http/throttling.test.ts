/** Many callers and a gateway that allows few calls, in virtual time. */
import { usualLimits } from "../../../provider/config/callLimits";
import { createClient } from "../../../provider/http/client/client";
import type { SendOptions } from "../../../provider/http/client/cloud";
import { createSharedHttpState } from "../../../provider/http/client/sharedHttpState";
import type { Transport } from "../../../provider/http/wire";
import type { Effect, Operation } from "../../../provider/ims/operation";
import { type EventClock, eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";
import { tokenAuthenticator } from "./support/credentials";
import { answer, operationOf } from "./support/scripted";
import { type GatewayOptions, throttlingGateway } from "./support/throttlingGateway";

const hour = 3_600_000;

function sceneOf(clock: EventClock, transport: Transport) {
  const random = repeatableRandom();
  const notices: string[] = [];
  const client = createClient({
    authenticator: tokenAuthenticator("token-1"),
    limits: usualLimits,
    endpoint: (service) => `https://${service}.example.com`,
    transport,
    clock,
    random,
    httpState: createSharedHttpState({ clock, random, notice: (text) => notices.push(text) }),
  });
  const send = (effect: Effect, change: Partial<Operation<unknown>> = {}, options: Partial<SendOptions> = {}) =>
    client.send({ ...operationOf(effect), ...change }, { deadline: clock.now() + hour, ...options });
  return { clock, send, notices };
}

function scene(options: GatewayOptions) {
  const clock = eventClock();
  const gateway = throttlingGateway(clock, options);
  return { ...sceneOf(clock, gateway.transport), gateway };
}

const fewWrites = { calls: 10, windowMs: 60_000 };
const fifty = Array.from({ length: 50 });

describe.each(["fixed", "sliding"] as const)("10 writes a minute in a %s window, refused calls counted", (window) => {
  test.each([
    ["limit", 10],
    ["limit", 300],
    ["limit", 1_500],
    ["retry-after", 10],
    ["retry-after", 300],
    ["retry-after", 1_500],
  ] as const)(
    "50 creates succeed, at most 10 %% are refused (the refusal says its %s, %d ms away)",
    async (says, latencyMs) => {
      // given
      const { clock, gateway, send } = scene({ ...fewWrites, window, says, latencyMs });
      const start = clock.now();
      // when
      const answers = await clock.run(Promise.all(fifty.map(() => send("create"))));
      // then
      const refused = gateway.arrivals.filter((arrival) => arrival.refused).length;
      expect(answers).toHaveLength(50);
      expect(refused).toBeGreaterThan(0);
      expect(refused / gateway.arrivals.length).toBeLessThanOrEqual(0.1);
      // 40 of them have to wait for four more windows.
      expect(clock.now() - start).toBeLessThan(360_000);
    },
  );

  test("a gateway that says nothing of its limit is understood from when it takes calls again", async () => {
    const { clock, gateway, send } = scene({ ...fewWrites, window, says: "nothing", latencyMs: 300 });
    await clock.run(Promise.all(fifty.map(() => send("create"))));
    const reopened = gateway.arrivals.findIndex(({ refused }, index) => index > 10 && !refused);
    expect(gateway.arrivals.slice(reopened).filter(({ refused }) => refused)).toEqual([]);
  });
});

test.each([
  ["1", 1_000],
  ["10", 10_000],
  ["60", 60_000],
  ["300", 300_000],
])("after Retry-After: %s the next call is answered within two seconds of its end", async (value, ms) => {
  const clock = eventClock();
  const arrivals: number[] = [];
  const { send } = sceneOf(clock, async () => {
    arrivals.push(clock.now());
    return arrivals.length === 1 ? answer(429, "", { "retry-after": value }) : answer(200);
  });
  await clock.run(send("create"));
  const [refusedAt = 0, answeredAt = 0] = arrivals;
  expect(answeredAt - refusedAt).toBeGreaterThanOrEqual(ms);
  expect(answeredAt - refusedAt).toBeLessThanOrEqual(ms + 2_000);
});

describe("after a refusal", () => {
  /** Refuses until `openAt`, and answers a second after it was asked. */
  function closedUntil(openAfterMs: number) {
    const clock = eventClock();
    const openAt = clock.now() + openAfterMs;
    const arrivals: { at: number; answeredAt: number; method: string; origin: string }[] = [];
    const parts = sceneOf(clock, async ({ method, origin }) => {
      const at = clock.now();
      arrivals.push({ at, answeredAt: at + 1_000, method, origin });
      await clock.sleep(1_000);
      return at < openAt ? answer(429, "", { "retry-after": "10" }) : answer(200);
    });
    return { ...parts, arrivals };
  }

  test("one call goes ahead to see, and the others wait for what it is told", async () => {
    const { clock, send, arrivals } = closedUntil(25_000);
    await clock.run(Promise.all(fifty.map(() => send("create"))));
    const first = arrivals[0]?.answeredAt ?? 0;
    const probes = arrivals.filter(({ at }) => at > first + 5_000 && at <= (arrivals[0]?.at ?? 0) + 25_000);
    expect(probes.length).toBeGreaterThan(0);
    for (const probe of probes) {
      const during = arrivals.filter(({ at }) => at >= probe.at && at < probe.answeredAt);
      expect(during).toEqual([probe]);
    }
  });
});

test("calls that pile up because this machine was busy are not all sent into a refusal", async () => {
  const clock = eventClock();
  // Nobody wakes up before half a minute has passed, and then all do at once.
  const stalled = {
    ...clock,
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms > 0 ? Math.max(ms, 30_000) : 0, signal),
  };
  const options = { ...fewWrites, window: "sliding", says: "limit", latencyMs: 0 } as const;
  const gateway = throttlingGateway(clock, options);
  const { send } = sceneOf(stalled, async (request) => {
    await clock.sleep(300);
    return gateway.transport(request);
  });
  await clock.run(Promise.all(fifty.map(() => send("create"))));
  const refused = gateway.arrivals.filter((arrival) => arrival.refused).length;
  expect(refused).toBeGreaterThan(0);
  expect(refused / gateway.arrivals.length).toBeLessThanOrEqual(0.1);
});

test("the user is told once why nothing seems to happen", async () => {
  const { clock, send, notices } = scene({ ...fewWrites, window: "fixed", says: "limit", latencyMs: 300 });
  await clock.run(Promise.all(fifty.map(() => send("create"))));
  expect(notices).toEqual([
    "ims.example.com refuses calls because there are too many: all wait, and go on as fast as it allows.",
  ]);
});

test("reads go on while writes are refused, and so do writes to another host", async () => {
  const clock = eventClock();
  const { send } = sceneOf(clock, async ({ method, origin }) => {
    const isRefused = method === "POST" && origin === "https://ims.example.com" && clock.now() < openAt;
    return isRefused ? answer(429, "", { "retry-after": "30" }) : answer(200);
  });
  const openAt = clock.now() + 30_000;
  const waited = async (call: Promise<unknown>, start = clock.now()) => call.then(() => clock.now() - start);
  await clock.run(send("read"));
  const [refused, read, elsewhere] = await clock.run(
    Promise.all([waited(send("create")), waited(send("read")), waited(send("create", { service: "ecs" }))]),
  );
  expect([read, elsewhere]).toEqual([0, 0]);
  expect(refused).toBeGreaterThanOrEqual(30_000);
});

test("a call of IAM waits for itself only, because others may be waiting for its token", async () => {
  const clock = eventClock();
  const arrivals: number[] = [];
  const { send } = sceneOf(clock, async () => {
    arrivals.push(clock.now());
    return arrivals.length === 1 ? answer(429, "", { "retry-after": "30" }) : answer(200);
  });
  await clock.run(send("create", { service: "iam" }));
  const [refused = 0, answered = 0] = arrivals;
  expect(answered - refused).toBeGreaterThanOrEqual(30_000);
  expect(answered - refused).toBeLessThanOrEqual(32_000);
});
