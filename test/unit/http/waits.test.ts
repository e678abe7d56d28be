/** No silent wait: what is told of each wait of more than ten seconds, and what its end by Ctrl-C or time-out says. */
import type { Alarm } from "../../../provider/base/alarm";
import type { Waiting } from "../../../provider/base/waiting";
import { usualLimits } from "../../../provider/config/callLimits";
import { createClient } from "../../../provider/http/client/client";
import type { SendOptions } from "../../../provider/http/client/cloud";
import { createSharedHttpState } from "../../../provider/http/client/sharedHttpState";
import type { Effect } from "../../../provider/ims/operation";
import { eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";
import { tokenAuthenticator } from "./support/credentials";
import { answer, key, operationOf, type Permit, type Script, script, socketError } from "./support/scripted";

const second = 1_000;
const minute = 60 * second;
const effects: readonly Effect[] = ["read", "change", "create"];

const img = (code: string) => answer(400, { error: { code, message: "not now" } });
const gateway = (status: number, code: string) => answer(status, { error_code: code, error_msg: "not now" });

/** Waited for until the deadline, whatever the call does. */
const later: readonly (readonly [signal: string, permit: Permit])[] = [
  ...["IMG.0010", "IMG.0060", "IMG.0187", "IMG.0194"].map((code) => [code, img(code)] as const),
  ["APIGW.0308", gateway(429, "APIGW.0308")],
  ["APIG.0613", gateway(503, "APIG.0613")],
  ["HTTP 429", answer(429, "")],
];

/** Repeated a few times only. */
const sometimes: readonly (readonly [signal: string, permit: Permit, effects: readonly Effect[]])[] = [
  ["HTTP 503", answer(503, "<h1>not now</h1>"), ["read", "change"]],
  ["IMG.0023", img("IMG.0023"), ["read", "change"]],
  ["no answer", socketError("ECONNRESET"), ["read", "change"]],
  ["not reached", socketError("ECONNREFUSED"), effects],
];

const cells = [
  ...later.flatMap(([code, permit]) => effects.map((effect) => ({ code, permit, effect }))),
  ...sometimes.flatMap(([code, permit, repeated]) => repeated.map((effect) => ({ code, permit, effect }))),
];

/** Pauses as long as they can be. */
const slow = { random: { fraction: () => 0.99, id: (length: number) => "a".repeat(length) } };

interface Told extends Waiting {
  readonly at: number;
}

function listening({ clock, send }: Script) {
  const told: Told[] = [];
  const start = clock.now();
  const call = (effect: Effect, options: Partial<SendOptions> = {}) =>
    send(operationOf(effect), { onWait: (waiting) => told.push({ ...waiting, at: clock.now() }), ...options });
  return { told, start, call };
}

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "it succeeded",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe.each(cells)("$code, as the answer to a $effect", ({ code, permit, effect }) => {
  test("is told with the time of the next try as soon as the wait gets long, and not before", async () => {
    const scripted = script([permit], slow);
    const { told, start, call } = listening(scripted);
    await messageOf(call(effect, { deadline: start + 5 * minute }));
    expect(told.length).toBeGreaterThan(0);
    const attempts = scripted.attempts.map(({ at }) => at);
    for (const { what, refusal, nextAt = 0 } of told) {
      expect([what, refusal?.code]).toEqual(["test call", code]);
      expect(nextAt - start).toBeGreaterThanOrEqual(10 * second);
    }
    // Each try after ten seconds was announced.
    const announced = told.map(({ nextAt }) => nextAt);
    for (const at of attempts.filter((one) => one - start >= 10 * second)) expect(announced).toContain(at);
  });

  test("stands in the message of an interrupted call, with the number of attempts", async () => {
    const stop = new AbortController();
    const scripted = script([permit], slow);
    const { call } = listening(scripted);
    const { sleep } = scripted.clock;
    scripted.clock.sleep = async (ms, signal) => {
      if (scripted.attempts.length === 2) stop.abort();
      await sleep(ms, signal);
    };
    const message = await messageOf(call(effect, { signal: stop.signal }));
    expect(message).toMatch(/^test call: interrupted; the last try: /);
    expect(message).toMatch(new RegExp(`after ${scripted.attempts.length} attempts?,`));
    if (/\./.test(code)) expect(message).toContain(`${code} not now`);
    if (code.startsWith("HTTP")) expect(message).toContain(code);
    expect(message).not.toContain("before the answer came");
  });

  test("stands in the message of a call whose time-out leaves no other try, with the number of attempts", async () => {
    const scripted = script([permit], slow);
    const { call, start } = listening(scripted);
    // The second pause is too long, or already the first.
    const message = await messageOf(call(effect, { deadline: start + 400 }));
    expect(message).toMatch(/^test call: the time-out passes before the next try; the last one: /);
    expect(message).toMatch(new RegExp(`after ${scripted.attempts.length} attempts?,`));
    if (/\./.test(code)) expect(message).toContain(`${code} not now`);
  });
});

test("nothing is told when the second try succeeds within ten seconds", async () => {
  const { told, call } = listening(script([answer(503), answer(200)]));
  await call("read");
  expect(told).toEqual([]);
});

test("a call that was cut off before any answer came says so", async () => {
  const stop = new AbortController();
  const { send } = script([], {
    transport: async () => {
      stop.abort();
      throw new Error("aborted");
    },
  });
  const message = await messageOf(send(operationOf("read"), { signal: stop.signal }));
  expect(message).toBe("test call: interrupted before the answer came");
});

test("a call that is cut off after a refused try names that try", async () => {
  const stop = new AbortController();
  let tries = 0;
  const { send } = script([], {
    transport: async () => {
      tries += 1;
      if (tries === 1) return img("IMG.0010");
      stop.abort();
      throw new Error("aborted");
    },
  });
  const message = await messageOf(send(operationOf("read"), { signal: stop.signal }));
  expect(message).toMatch(/^test call: interrupted; the last try: refused for the time being: IMG.0010 not now/);
  expect(message).toContain("after 1 attempt,");
});

test("secrets in a refusal are told as little as in an error", async () => {
  const { told, call } = listening(
    script([answer(400, { error: { code: "IMG.0010", message: key.secretKey } }), answer(200)]),
  );
  await call("create");
  expect(told.length).toBeGreaterThan(0);
  expect(JSON.stringify(told)).not.toContain(key.secretKey);
});

/** A client with many callers, whose transport answers after so long. */
function crowded(answerOf: (number: number) => ReturnType<typeof answer>, latencyMs = 50) {
  const clock = eventClock();
  const random = repeatableRandom();
  let calls = 0;
  const alarm: Alarm = (ms, act) => {
    const ended = new AbortController();
    void clock.sleep(ms, ended.signal).then(() => !ended.signal.aborted && act());
    return () => ended.abort();
  };
  const client = createClient({
    authenticator: tokenAuthenticator("token-1"),
    limits: usualLimits,
    endpoint: (service) => `https://${service}.example.com`,
    transport: async () => {
      calls += 1;
      const number = calls;
      await clock.sleep(latencyMs);
      return answerOf(number);
    },
    clock,
    random,
    httpState: createSharedHttpState({ clock, random, alarm, notice: () => undefined }),
  });
  const start = clock.now();
  const caller = (effect: Effect, options: Partial<SendOptions> = {}) => {
    const told: Told[] = [];
    const onWait = (waiting: Waiting) => told.push({ ...waiting, at: clock.now() });
    const done = client.send(operationOf(effect), { deadline: start + 60 * minute, onWait, ...options });
    return { told, done };
  };
  return { clock, start, caller };
}

describe("waiting for one's turn", () => {
  test("is told with its time, by those only whose turn is more than ten seconds away", async () => {
    const { clock, start, caller } = crowded(() => answer(200));
    const callers = Array.from({ length: 50 }, () => caller("create"));
    await clock.run(Promise.all(callers.map(({ done }) => done)));
    const tellers = callers.filter(({ told }) => told.length > 0);
    expect(tellers.length).toBeGreaterThan(20);
    expect(tellers.length).toBeLessThan(40);
    for (const { told } of tellers) {
      expect(told[0]).toMatchObject({ what: "test call", refusal: undefined });
      expect((told[0]?.nextAt ?? 0) - start).toBeGreaterThanOrEqual(10 * second);
    }
  });

  test("because another call was refused is told with that refusal, also at the end", async () => {
    const isOver = new AbortController();
    const { clock, caller } = crowded(() =>
      answer(429, { error_code: "APIGW.0308", error_msg: "too many" }, { "retry-after": "40" }),
    );
    const first = caller("create", { signal: isOver.signal });
    await clock.run(clock.sleep(second));
    const second_ = caller("create", { signal: isOver.signal });
    const late = caller("create", { deadline: clock.now() + 20 * second });
    const ends = Promise.all([first, second_, late].map(({ done }) => messageOf(done)));
    void clock.sleep(5 * second).then(() => isOver.abort());
    const [ofFirst, ofSecond, ofLate] = await clock.run(ends);
    expect(second_.told[0]).toMatchObject({
      refusal: { code: "APIGW.0308", text: "too many" },
      nextAt: expect.any(Number),
    });
    expect(ofFirst).toMatch(/interrupted; the last try: refused because of too many calls: APIGW.0308 too many/);
    expect(ofSecond).toBe("test call: cancelled before it was sent; other calls were refused: APIGW.0308 too many");
    expect(ofLate).toBe(
      "test call: not sent: because of too many calls its turn would come after the time-out; other calls were refused: APIGW.0308 too many",
    );
  });
});

describe("an answer that does not come", () => {
  test("is told after ten seconds, by the call itself and by those that wait for its place", async () => {
    const { clock, start, caller } = crowded(() => answer(200), 30 * second);
    const callers = Array.from({ length: 12 }, () => caller("create"));
    await clock.run(Promise.all(callers.map(({ done }) => done)));
    for (const { told } of callers) {
      expect(told[0]).toMatchObject({ what: "test call" });
      expect((told[0]?.at ?? 0) - start).toBeGreaterThanOrEqual(10 * second);
      expect((told[0]?.at ?? 0) - start).toBeLessThanOrEqual(20 * second);
    }
  });

  test("is not told of an answer that comes within ten seconds", async () => {
    const { clock, caller } = crowded(() => answer(200), 9 * second);
    const { told, done } = caller("read");
    await clock.run(done);
    expect(told).toEqual([]);
  });
});
