/** A wrong key costs one failure, however many resources use it: after five the cloud locks it. */
import { usualLimits } from "../../../provider/config/callLimits";
import { createClient } from "../../../provider/http/client/client";
import { createSharedHttpState } from "../../../provider/http/client/sharedHttpState";
import type { WireAnswer } from "../../../provider/http/wire";
import { eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";
import { tokenAuthenticator } from "./support/credentials";
import { answer, operationOf, socketError } from "./support/scripted";

const refusal = answer(401, { error_code: "APIGW.0301", error_msg: "verify aksk signature fail" });

/** Many clients of one process, and a gateway that answers after a second. */
function world(turns: readonly (WireAnswer | Error)[]) {
  const clock = eventClock();
  const random = repeatableRandom();
  const arrivals: { at: number; token: string | undefined }[] = [];
  const httpState = createSharedHttpState({ clock, random, notice: () => undefined });
  const send = (token: string) =>
    createClient({
      authenticator: tokenAuthenticator(token),
      limits: usualLimits,
      endpoint: () => "https://ims.example.com",
      clock,
      random,
      httpState,
      transport: async ({ headers }) => {
        arrivals.push({ at: clock.now(), token: headers["x-auth-token"] });
        const permit = turns[Math.min(arrivals.length, turns.length) - 1];
        await clock.sleep(1_000);
        if (permit === undefined || permit instanceof Error) throw permit;
        return permit;
      },
    }).send(operationOf("read"), { deadline: clock.now() + 3_600_000 });
  const batch = (tokens: readonly string[]) => clock.run(Promise.allSettled(tokens.map(send)));
  return { arrivals, batch };
}

const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

test("ten resources with the same wrong key, all at once, are refused by one call", async () => {
  const { arrivals, batch } = world([refusal]);
  const results = await batch(Array(10).fill("wrong-token"));
  expect(statuses(results)).toEqual(Array(10).fill("rejected"));
  for (const result of results) expect(result).toMatchObject({ reason: { code: "REFUSED" } });
  expect(arrivals).toHaveLength(1);
});

test("and so are those that come later", async () => {
  const { arrivals, batch } = world([refusal]);
  await batch(["wrong-token"]);
  await batch(["wrong-token"]);
  expect(arrivals).toHaveLength(1);
});

test("another key is tried all the same", async () => {
  const { arrivals, batch } = world([refusal, answer(200)]);
  await batch(["wrong-token"]);
  expect(statuses(await batch(["right-token"]))).toEqual(["fulfilled"]);
  expect(arrivals.map(({ token }) => token)).toEqual(["wrong-token", "right-token"]);
});

test("of a right key the first call goes alone, and then all go at once", async () => {
  const { arrivals, batch } = world([answer(200)]);
  await batch(Array(5).fill("right-token"));
  const [first = 0] = arrivals.map(({ at }) => at);
  expect(arrivals.map(({ at }) => at - first)).toEqual([0, 1_000, 1_000, 1_000, 1_000]);
});

test.each([
  ["a failure that says nothing of the key", answer(503)],
  ["a connection that fails", socketError("ECONNREFUSED")],
])("%s holds nobody back any longer", async (_what, permit) => {
  const { arrivals, batch } = world([permit, answer(200)]);
  expect(statuses(await batch(Array(3).fill("right-token")))).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
  const [first = 0] = arrivals.map(({ at }) => at);
  expect(arrivals.filter(({ at }) => at - first === 1_000)).toHaveLength(2);
});

test("a refusal of a key that was accepted before is the refusal of one call", async () => {
  const { arrivals, batch } = world([answer(200), refusal, answer(200)]);
  await batch(["right-token"]);
  expect(statuses(await batch(["right-token"]))).toEqual(["rejected"]);
  expect(statuses(await batch(["right-token"]))).toEqual(["fulfilled"]);
  expect(arrivals).toHaveLength(3);
});

test("a call that needs a token, and the call that gets it with the same secret, do not wait for each other", async () => {
  const clock = eventClock();
  const random = repeatableRandom();
  const parts = {
    limits: usualLimits,
    endpoint: () => "https://all-in-one.example.com",
    clock,
    random,
    httpState: createSharedHttpState({ clock, random, notice: () => undefined }),
    transport: async () => {
      await clock.sleep(1_000);
      return answer(200, { fine: true });
    },
  };
  const deadline = clock.now() + 3_600_000;
  const signIn = createClient({ ...parts, authenticator: tokenAuthenticator("password-1") });
  const getToken = { ...operationOf("create"), name: "get token", service: "iam" as const };
  const authenticator = {
    headers: async () => {
      await signIn.send(getToken, { deadline });
      return { "x-auth-token": "token-1" };
    },
    renew: async () => false,
    whenRefused: "",
    secrets: () => ["password-1"],
  };
  const client = createClient({ ...parts, authenticator });
  // As many as may be on their way at once, and more.
  const calls = Array.from({ length: 20 }, () => client.send(operationOf("read"), { deadline }));
  await expect(clock.run(Promise.all(calls))).resolves.toHaveLength(20);
});
