/** The table of failures (auth-and-transport 5.2): one row a signal, one column an effect. */
import { Readable } from "node:stream";
import { ImsError } from "../../../provider/base/errors";
import { retryTable } from "../../../provider/http/failures/failure";
import { answerRules } from "../../../provider/http/failures/failureOfAnswer";
import { connectionRules } from "../../../provider/http/failures/failureOfError";
import { malformed } from "../../../provider/ims/malformed";
import type { Effect } from "../../../provider/ims/operation";
import { virtualClock } from "../../support/virtualClock";
import { tokenAuthenticator } from "./support/credentials";
import { answer, key, operationOf, type Permit, script, socketError } from "./support/scripted";

const effects: readonly Effect[] = ["read", "change", "create"];
const everyAttempt = 6;

const caught = (promise: Promise<unknown>): Promise<ImsError> =>
  promise.then(
    () => {
      throw new Error("the call succeeded");
    },
    (error: unknown) => {
      if (error instanceof ImsError) return error;
      throw error;
    },
  );

const proxyError = (status: number) =>
  Object.assign(new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`), { code: "UND_ERR_ABORTED" });
const timeUp = () => Object.assign(new Error("aborted due to timeout"), { name: "TimeoutError", code: 23 });
const img = (code: string) => answer(400, { error: { code, message: "no" } });
const gateway = (status: number, code: string) => answer(status, { error_code: code, error_msg: "gateway" });

/** What an attempt meets, which code the user gets, and for which effects the call is repeated. */
const table: readonly (readonly [signal: string, permit: Permit, code: string, repeats: readonly Effect[]])[] = [
  ...["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"].map(
    (code) => [`not sent: ${code}`, socketError(code), "UNREACHABLE", effects] as const,
  ),
  ["not sent: connecting took too long", socketError("ETIMEDOUT"), "UNREACHABLE", effects],
  ...[502, 503].map(
    (status) => [`not sent: the proxy answered ${status}`, proxyError(status), "UNREACHABLE", effects] as const,
  ),
  ...[407, 403].map(
    (status) => [`barred: the proxy answered ${status}`, proxyError(status), "UNREACHABLE", []] as const,
  ),
  ["not sent: every address refused", new AggregateError([socketError("ECONNREFUSED")]), "UNREACHABLE", effects],
  ...[
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "CERT_HAS_EXPIRED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
  ].map((code) => [`not trusted: ${code}`, socketError(code), "UNREACHABLE", []] as const),
  ...[
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "UND_ERR_PRX_TLS",
  ].map((code) => [`not trusted: ${code}`, socketError(code), "UNREACHABLE", []] as const),
  ...["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].map(
    (code) => [`answer lost: ${code}`, socketError(code), "OUTCOME_UNKNOWN", ["read", "change"]] as const,
  ),
  ["answer lost: the time is up", timeUp(), "OUTCOME_UNKNOWN", ["read", "change"]],
  [
    "answer lost: the host became unreachable while it was read",
    socketError("EHOSTUNREACH", { syscall: "read" }),
    "OUTCOME_UNKNOWN",
    ["read", "change"],
  ],
  ["answer lost: no code", new Error("something"), "OUTCOME_UNKNOWN", ["read", "change"]],
  ...[408, 500, 502, 503, 504].map(
    (status) =>
      [
        `answer lost: HTTP ${status}`,
        answer(status, "<h1>trouble</h1>"),
        "OUTCOME_UNKNOWN",
        ["read", "change"],
      ] as const,
  ),
  ["answer lost: truncated JSON", answer(200, '{"job_id":"8a12'), "OUTCOME_UNKNOWN", ["read", "change"]],
  ["answer lost: HTML with status 200", answer(200, "<html></html>"), "OUTCOME_UNKNOWN", ["read", "change"]],
  ...["IMG.0014", "IMG.0018", "IMG.0023", "IMG.0061"].map(
    (code) => [`internal fault: ${code}`, img(code), "OUTCOME_UNKNOWN", ["read", "change"]] as const,
  ),
  ...["IMG.0005", "IMG.0009", "IMG.0015", "IMG.0116"].map(
    (code) => [`refused: ${code}`, img(code), "REFUSED", []] as const,
  ),
  ...[400, 401, 403, 404, 409, 413, 414].map(
    (status) => [`refused: HTTP ${status}`, answer(status, ""), "REFUSED", []] as const,
  ),
  ["refused: 401 of the gateway", gateway(401, "APIGW.0301"), "REFUSED", []],
  ["refused: 403 of the gateway", gateway(403, "APIG.0302"), "REFUSED", []],
  ["refused: a redirect", answer(302, "", { location: "https://elsewhere.example.com" }), "REFUSED", []],
];

const codeOf = (error: Error): string => {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const { code, name } = error as { code?: unknown; name: string };
  return typeof code === "string" ? code : name;
};

/** These are waited for as long as the operation has time. */
const later: readonly (readonly [signal: string, permit: Permit])[] = [
  ["429", gateway(429, "APIGW.0308")],
  ["429 without a body", answer(429, "")],
  ["503 that was not forwarded (APIGW.0613)", gateway(503, "APIGW.0613")],
  ["503 that was not forwarded (APIG.0613)", gateway(503, "APIG.0613")],
  ...["IMG.0010", "IMG.0060", "IMG.0187", "IMG.0194"].map((code) => [code, img(code)] as const),
];

const cells = table.flatMap(([signal, permit, code, repeats]) =>
  effects.map((effect) => {
    const repeated = repeats.includes(effect);
    return { signal, effect, verdict: repeated ? "repeated" : "not repeated", permit, code, repeated };
  }),
);

test("every rule of the provider stands in this table", () => {
  const turns = [...table.map(([, permit]) => permit), ...later.map(([, permit]) => permit)];
  const texts = turns.map((permit) => (permit instanceof Error ? [codeOf(permit), permit.message] : ["", permit.text]));
  const unused = connectionRules.filter(
    ({ codes, message }) => !texts.some(([code = "", text = ""]) => codes.test(code) && (message?.test(text) ?? true)),
  );
  const statuses = turns.flatMap((permit) => (permit instanceof Error ? [] : [permit.status]));
  const unmet = answerRules.flatMap((rule) => rule.statuses ?? []).filter((status) => !statuses.includes(status));
  expect([unused, unmet]).toEqual([[], []]);
});

test("the table of the provider repeats no create that may have been executed", () => {
  const repeated = Object.entries(retryTable).filter(([, { create }]) => create);
  expect(repeated.map(([name]) => name)).toEqual(["notSent", "throttled", "authUnavailable", "retryLater"]);
});

describe("a failure that stays", () => {
  test.each(cells)(
    "$signal: $effect is $verdict, and the error is $code",
    async ({ effect, permit, code, repeated }) => {
      // given
      const { send, attempts } = script([permit]);
      // when
      const error = await caught(send(operationOf(effect)));
      // then
      expect(attempts).toHaveLength(repeated ? everyAttempt : 1);
      expect(error.code).toBe(code);
      expect(error.message.includes(`after ${everyAttempt} attempts`)).toBe(repeated);
    },
  );
});

describe("a failure that passes", () => {
  test.each(cells.filter(({ repeated }) => repeated))(
    "$signal: $effect succeeds in the end",
    async ({ effect, permit }) => {
      const { send, attempts } = script([permit, permit, answer(200, { fine: true })]);
      await expect(send(operationOf(effect))).resolves.toEqual({ fine: true });
      expect(attempts).toHaveLength(3);
    },
  );

  test.each(later.flatMap(([signal, permit]) => effects.map((effect) => ({ signal, effect, permit }))))(
    "$signal: $effect waits as often as it takes",
    async ({ effect, permit }) => {
      const { send, attempts } = script([...Array.from({ length: 9 }, () => permit), answer(200, { fine: true })]);
      await expect(send(operationOf(effect))).resolves.toEqual({ fine: true });
      expect(attempts).toHaveLength(10);
    },
  );
});

test.each(later)("%s for ever is a refusal when the deadline comes, and not before", async (_signal, permit) => {
  const { send, clock } = script([permit]);
  const start = clock.now();
  const error = await caught(send(operationOf("create"), { deadline: start + 1_200_000 }));
  expect(error.code).toBe("REFUSED");
  expect(clock.now() - start).toBeGreaterThan(1_200_000 - 120_000);
  expect(clock.now() - start).toBeLessThanOrEqual(1_200_000);
});

test("a create is never repeated on an unknown outcome", async () => {
  const unknown = cells.filter(({ code, effect }) => code === "OUTCOME_UNKNOWN" && effect === "create");
  expect(unknown.length).toBeGreaterThan(10);
  for (const { permit } of unknown) {
    const { send, attempts } = script([permit, answer(200)]);
    await caught(send(operationOf("create")));
    expect(attempts).toHaveLength(1);
  }
});

describe("an answer without what was asked for", () => {
  const reading = (effect: Effect) => ({
    ...operationOf(effect),
    read: ({ body }: { body: unknown }) => {
      throw malformed("test call", "job id", body);
    },
  });

  test.each(effects)("%s: its outcome is unknown, and the message shows the answer", async (effect) => {
    const { send, attempts } = script([answer(200, { job_id: null })]);
    const error = await caught(send(reading(effect)));
    expect(error.code).toBe("OUTCOME_UNKNOWN");
    expect(error.message).toContain('the answer holds no job id: {"job_id":null}');
    expect(attempts).toHaveLength(effect === "create" ? 1 : everyAttempt);
  });

  test.each([100, 10_000])(
    "one that is nested %d levels deep is not taken, because all that follows walks it",
    async (depth) => {
      const { send } = script([answer(200, `${"[".repeat(depth)}${"]".repeat(depth)}`)]);
      expect(await caught(send(operationOf("create")))).toHaveProperty("code", "OUTCOME_UNKNOWN");
    },
  );

  test("an empty body reads as undefined", async () => {
    const { send } = script([answer(200, "")]);
    await expect(send({ ...operationOf("read"), read: ({ body }) => [body] })).resolves.toEqual([undefined]);
  });
});

describe("when a service is down", () => {
  test("calls stop being repeated, and begin again after it has come back", async () => {
    const clock = virtualClock();
    let isDown = true;
    const { send, attempts } = script([], {
      clock,
      transport: async (request) => {
        attempts.push({ ...request, at: clock.now() });
        return isDown ? answer(503) : answer(200);
      },
    });
    const attemptsOf = async () => {
      const before = attempts.length;
      await send(operationOf("read")).catch(() => undefined);
      return attempts.length - before;
    };
    // 500 tokens: 20 calls of five repetitions each.
    for (let call = 1; call <= 20; call++) expect(await attemptsOf()).toBe(everyAttempt);
    expect(await attemptsOf()).toBe(1);
    isDown = false;
    for (let call = 1; call <= 25; call++) expect(await attemptsOf()).toBe(1);
    isDown = true;
    expect(await attemptsOf()).toBe(everyAttempt);
  });

  test.each([
    ["silence costs twice as much as an answer", timeUp(), 10],
    ["an answer costs half as much as silence", answer(503), 20],
  ])("%s", async (_what, permit, calls) => {
    const { send, attempts } = script([permit]);
    for (let call = 1; call <= 30; call++) await caught(send(operationOf("read")));
    expect(attempts).toHaveLength(calls * everyAttempt + (30 - calls));
  });

  test.each([["a place that cannot be reached is no load", socketError("ECONNREFUSED")]])(
    "%s: it is tried again as often as ever",
    async (_what, permit) => {
      const { send, attempts } = script([permit]);
      for (let call = 1; call <= 30; call++) await caught(send(operationOf("create")));
      expect(attempts).toHaveLength(30 * everyAttempt);
    },
  );
});

describe("deadline", () => {
  test("no attempt begins at or after it", async () => {
    const { send, attempts, clock } = script([answer(502)]);
    const deadline = clock.now() + 1_000;
    await caught(send(operationOf("read"), { deadline }));
    expect(attempts.length).toBeGreaterThan(1);
    expect(attempts.length).toBeLessThan(everyAttempt);
    for (const { at } of attempts) expect(at).toBeLessThan(deadline);
  });

  test.each([
    ["an hour away", 3_600_000, 60_000],
    ["20 s away", 20_000, 20_000],
    ["past", -5_000, 1_000],
  ])("%s leaves %d ms, and an attempt gets %d ms", async (_where, awayMs, timeoutMs) => {
    const { send, attempts, clock } = script([answer(200)]);
    await send(operationOf("read"), { deadline: clock.now() + awayMs });
    expect(attempts[0]?.timeoutMs).toBe(timeoutMs);
  });
});

describe("cancellation", () => {
  test("before sending, nothing is sent", async () => {
    const { send, attempts } = script([answer(200)]);
    const error = await caught(send(operationOf("create"), { signal: AbortSignal.abort() }));
    expect(error.code).toBe("CANCELLED");
    expect(attempts).toHaveLength(0);
  });

  test.each(["read", "change"] as const)("after an attempt, a %s is not repeated", async (effect) => {
    const stop = new AbortController();
    const { send, attempts } = script([answer(502)], {
      random: {
        fraction: () => {
          stop.abort();
          return 0.5;
        },
        id: () => "",
      },
    });
    await caught(send(operationOf(effect), { signal: stop.signal }));
    expect(attempts).toHaveLength(1);
  });

  test("in the pause between two attempts, the next is not sent", async () => {
    const stop = new AbortController();
    const { send, attempts, clock } = script([answer(502)]);
    const sleep = clock.sleep;
    clock.sleep = async (ms, signal) => {
      stop.abort();
      await sleep(ms, signal);
    };
    const error = await caught(send(operationOf("change"), { signal: stop.signal }));
    expect(error.code).toBe("CANCELLED");
    expect(error.message).toMatch(/^test call: interrupted; the last try: .*HTTP 502.*after 1 attempt,/);
    expect(attempts).toHaveLength(1);
  });

  test.each([
    ["read", "cut off at once", true, 0],
    ["change", "cut off at once", true, 0],
    ["create", "given 10 s to answer", false, 10_000],
  ] as const)("a %s on its way is %s", async (effect, _how, atOnce, graceMs) => {
    const stop = new AbortController();
    const seen: unknown[] = [];
    const { send, clock } = script([], {
      transport: async ({ signal }) => {
        const before = clock.now();
        stop.abort();
        seen.push(signal?.aborted);
        await clock.sleep(0);
        seen.push(signal?.aborted, clock.now() - before);
        return answer(200);
      },
    });
    await send(operationOf(effect), { signal: stop.signal });
    expect(seen).toEqual([atOnce, true, graceMs]);
  });

  test("a create that was answered leaves no timer behind", async () => {
    const stop = new AbortController();
    const { send, clock } = script([answer(200)]);
    await send(operationOf("create"), { signal: stop.signal });
    const before = clock.now();
    stop.abort();
    await clock.sleep(0);
    expect(clock.now()).toBe(before);
  });
});

describe("credentials that are over", () => {
  const over = gateway(401, "APIGW.0307");

  /** Tokens that are taken one after the other; the last one cannot be renewed. */
  function tokens(...all: readonly string[]) {
    let index = 0;
    const renewals: string[] = [];
    return {
      renewals,
      authenticator: {
        headers: async () => ({ "x-auth-token": all[index] ?? "" }),
        renew: async () => {
          renewals.push(all[index] ?? "");
          index += 1;
          return index < all.length;
        },
        whenRefused: "",
        secrets: () => [all[index] ?? ""],
      },
    };
  }

  test.each(effects)("are renewed once, and the %s is sent again at once with the new ones", async (effect) => {
    const { authenticator, renewals } = tokens("token-1", "token-2");
    const { send, attempts, pauses } = script([over, answer(200, { fine: true })], { authenticator });
    await expect(send(operationOf(effect))).resolves.toEqual({ fine: true });
    expect(renewals).toEqual(["token-1"]);
    expect(attempts.map(({ headers }) => headers["x-auth-token"])).toEqual(["token-1", "token-2"]);
    expect(pauses()).toEqual([0]);
  });

  test.each(effects)("and are refused again are not renewed again: the %s ends", async (effect) => {
    const { authenticator, renewals } = tokens("token-1", "token-2", "token-3");
    const { send, attempts } = script([over], { authenticator });
    expect(await caught(send(operationOf(effect)))).toMatchObject({ code: "REFUSED", facts: { httpStatus: 401 } });
    expect([attempts.length, renewals.length]).toEqual([2, 1]);
  });

  test("and cannot be renewed are not tried again", async () => {
    const { authenticator } = tokens("token-1");
    const { send, attempts } = script([over], { authenticator });
    expect(await caught(send(operationOf("read")))).toHaveProperty("code", "REFUSED");
    expect(attempts).toHaveLength(1);
  });

  test("are hidden in messages, the old ones and the new ones", async () => {
    const { authenticator } = tokens("first-token", "second-token");
    const { send } = script([over, answer(403, { error_code: "X", error_msg: "first-token second-token" })], {
      authenticator,
    });
    expect((await caught(send(operationOf("read")))).message).toContain("X *** ***");
  });
});

describe("what goes on the wire", () => {
  test("the body is the JSON that was signed, in UTF-8", async () => {
    const { send, attempts } = script([answer(200)]);
    await send(operationOf("create"));
    expect(attempts[0]?.body).toEqual(Buffer.from('{"name":"grün"}'));
    expect(attempts[0]).toMatchObject({ origin: "https://ims.example.com", method: "POST" });
  });

  test("the query is encoded and sorted as it is signed", async () => {
    const { send, attempts } = script([answer(200)]);
    await send(operationOf("read"));
    expect(attempts[0]?.target).toBe("/v2/things?a=1%20x&b=2");
  });

  test.each([
    ["read", false],
    ["change", false],
    ["create", true],
  ] as const)("a %s has a connection of its own: %p", async (effect, fresh) => {
    const { send, attempts } = script([answer(200)]);
    await send(operationOf(effect));
    expect(attempts[0]?.freshConnection).toBe(fresh);
  });

  test("a stream is sent as it is, unhashed, on a connection of its own, with all the time until the deadline", async () => {
    const stream = { length: 5, open: () => Readable.from(["12345"]) };
    const { send, attempts, clock } = script([answer(503), answer(200)]);
    await send({ ...operationOf("change"), stream }, { deadline: clock.now() + 7_200_000 });
    const [first] = attempts;
    expect(attempts.map(({ body }) => body)).toEqual([stream, stream]);
    expect(first).toMatchObject({ freshConnection: true, timeoutMs: 7_200_000 });
    expect(first?.headers).toMatchObject({ "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" });
    expect(first?.headers["authorization"]).toContain(";x-sdk-content-sha256;");
  });

  test("every attempt is dated and signed anew", async () => {
    const slow = answer(429, "", { "retry-after": "2" });
    const { send, attempts } = script([slow, slow, slow, answer(200)]);
    await send(operationOf("create"));
    expect(attempts).toHaveLength(4);
    for (const { headers, at } of attempts) {
      const date = new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
      expect(headers["x-sdk-date"]).toBe(date);
    }
    expect(new Set(attempts.map(({ headers }) => headers["authorization"])).size).toBe(4);
  });
});

test.each([
  ["https://elsewhere.example.com/v2/x?token=abc", "elsewhere.example.com"],
  ["/elsewhere", "/elsewhere"],
  ["\u001b[31mred", " [31mred"],
])("a redirect to %j names its host and is not followed", async (location, shown) => {
  const { send, attempts } = script([answer(307, "", { location })]);
  const error = await caught(send(operationOf("read")));
  expect(error.message).toContain(`redirected to ${shown}, which is not followed`);
  expect(attempts).toHaveLength(1);
});

test("an error never shows a secret, whoever said it", async () => {
  const { send } = script([answer(400, { error_code: "APIGW.0301", error_msg: `bad key ${key.secretKey}` })]);
  const error = await caught(send(operationOf("read")));
  expect(error.message).toContain("bad key ***");
  expect(JSON.stringify(error) + error.stack).not.toContain(key.secretKey);
});

test.each([
  ["a line break", "token\r\nx-evil: 1"],
  ["a letter that is no ASCII", "tokén"],
  ["more than 32 KB", "t".repeat(32 * 1024 + 1)],
])(
  "credentials with %s are a configuration error that does not show them, and nothing is sent",
  async (_what, token) => {
    const { send, attempts } = script([answer(200)], { authenticator: tokenAuthenticator(token) });
    const error = await caught(send(operationOf("read")));
    expect([error.code, attempts.length]).toEqual(["CONFIGURATION", 0]);
    expect(error.message).toContain("The header x-auth-token cannot be sent");
    expect(error.message).not.toContain(token);
  },
);

test.each(["/v2/images/../servers", "/v2/images/%2E%2e", "/v2/./images"])("the path %s is not sent", async (path) => {
  const { send, attempts } = script([answer(200)]);
  const error = await caught(send({ ...operationOf("read"), path }));
  expect([error.code, attempts.length]).toEqual(["INVALID_ARGUMENT", 0]);
});

test("a configuration error is told as it is, and nothing is repeated", async () => {
  const wrong = new ImsError("CONFIGURATION", '"EU DE" is no region name');
  let asked = 0;
  const { send, attempts } = script([answer(200)], {
    endpoint: () => {
      asked += 1;
      throw wrong;
    },
  });
  const error = await caught(send(operationOf("read")));
  expect(error.code).toBe("CONFIGURATION");
  expect(error.message).toBe(wrong.message);
  expect([asked, attempts.length]).toEqual([1, 0]);
});
