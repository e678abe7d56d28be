// The published vectors against the verifier itself, then the rules of the gateway over a real socket.

import { demoCredentials, otherCredentials } from "../../../simulator/src/index";
import { createLockout } from "../../../simulator/src/rules/lockout";
import { createReplayDetector } from "../../../simulator/src/rules/replayDetector";
import { type SignedRequest, sha256Hex } from "../../../simulator/src/rules/signature/canonicalRequest";
import { verifySignature } from "../../../simulator/src/rules/signature/verifySignature";
import vectors from "../../vectors/signing.json";
import { codeOf, openWorld, send, type World } from "./support/client";

type Vector = (typeof vectors)[number];

const ACCESS_KEY = "AKEXAMPLE0000000001";
const SECRET_KEY = "SKEXAMPLEexampleSECRETkey00000000000001";
const DATE_MS = Date.UTC(2026, 7, 21, 9, 30);
const QUIRKS = /^(N13|S6) /;

function requestOf(vector: Vector): SignedRequest {
  const query = vector.query.map(
    ([name = "", value = ""]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const headers = Object.fromEntries(
    Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    method: vector.method,
    target: vector.path + (query.length ? `?${query.join("&")}` : ""),
    headers: { ...headers, authorization: vector.authorization },
    bodyHash: sha256Hex(vector.body),
  };
}

function verify(request: SignedRequest, nowMs = DATE_MS) {
  const account = {
    name: "vectors",
    id: "0",
    accessKeys: [],
    users: [],
    projects: [],
    agencies: [],
    identityProviders: [],
  };
  const securityToken = request.headers["x-security-token"];
  const store = { accessKeys: new Map([[ACCESS_KEY, { account, secretKey: SECRET_KEY, securityToken }]]) };
  const clock = { now: () => nowMs, sleep: async () => {} };
  return verifySignature(
    { store, clock, strict: false, lockout: createLockout(), replays: createReplayDetector() },
    request,
  );
}

describe("signature vectors", () => {
  const good = vectors.filter(({ name }) => !QUIRKS.test(name));

  it("has all 22 vectors", () => expect(vectors).toHaveLength(22));

  it.each(good.map((vector) => [vector.name, vector] as const))("accepts %s", (_name, vector) => {
    expect(verify(requestOf(vector))).toMatchObject({ ok: true, scheme: vector.mode });
  });

  it.each(vectors.filter(({ name }) => QUIRKS.test(name)).map((vector) => [vector.name, vector] as const))(
    "refuses the mistake recorded as %s",
    (_name, vector) => expect(verify(requestOf(vector)).ok).toBe(false),
  );

  it.each(good.map((vector) => [vector.name, vector] as const))(
    "refuses %s with any one part changed",
    (_name, vector) => {
      const request = requestOf(vector);
      const unsignedPayload = request.headers["x-sdk-content-sha256"] === "UNSIGNED-PAYLOAD";
      const authorization = vector.authorization;
      const last = authorization.at(-1) === "0" ? "1" : "0";
      const signed = Object.keys(request.headers).filter(
        (name) => name !== "authorization" && name !== "x-security-token",
      );
      const mutants: [string, SignedRequest][] = [
        ["method", { ...request, method: request.method === "PUT" ? "POST" : "PUT" }],
        ["path", { ...request, target: `/x${request.target}` }],
        ["query", { ...request, target: `${request.target}${request.target.includes("?") ? "&" : "?"}x=1` }],
        ...(unsignedPayload
          ? []
          : [["body", { ...request, bodyHash: sha256Hex("another body") }] as [string, SignedRequest]]),
        [
          "signature",
          { ...request, headers: { ...request.headers, authorization: authorization.slice(0, -1) + last } },
        ],
        [
          "access key",
          { ...request, headers: { ...request.headers, authorization: authorization.replace(ACCESS_KEY, "AKX") } },
        ],
        ...signed.flatMap((name): [string, SignedRequest][] => [
          [`${name} changed`, { ...request, headers: { ...request.headers, [name]: `${request.headers[name]}x` } }],
          [`${name} missing`, { ...request, headers: { ...request.headers, [name]: undefined } }],
          [
            `${name} unlisted`,
            {
              ...request,
              headers: {
                ...request.headers,
                authorization: authorization
                  .replace(new RegExp(`(=|;)${name}(;|,)`), "$1$2")
                  .replace("=;", "=")
                  .replace(";,", ",")
                  .replace(";;", ";"),
              },
            },
          ],
        ]),
      ];
      const accepted = mutants.filter(([, mutant]) => verify(mutant).ok).map(([what]) => what);
      expect(accepted).toEqual([]);
      expect(verify(request, DATE_MS + 901_000).ok).toBe(false);
      expect(verify(request, DATE_MS - 901_000).ok).toBe(false);
    },
  );

  it("takes another body only where the payload is not signed, as the vectors for that have it", () => {
    const escaped = good.filter((vector) => verify({ ...requestOf(vector), bodyHash: sha256Hex("another body") }).ok);
    expect(escaped.map(({ headers }) => headers["X-Sdk-Content-Sha256"])).toEqual(
      good.flatMap(({ headers }) => headers["X-Sdk-Content-Sha256"] ?? []),
    );
    expect(escaped.length).toBeGreaterThan(0);
  });
});

describe("the gateway", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.sim.stop());

  const PATH = "/v2/cloudimages?limit=1";

  it("accepts a date 15 minutes away and refuses one second more, with its own time in Date", async () => {
    expect((await world.call("GET", PATH, undefined, { skewMs: -900_000 })).status).toBe(200);
    expect((await world.call("GET", PATH, undefined, { skewMs: 900_000 })).status).toBe(200);
    const late = await world.call("GET", PATH, undefined, { skewMs: -901_000 });
    expect(late.status).toBe(401);
    expect(late.json).toEqual({
      error_code: "APIGW.0301",
      error_msg: "Incorrect IAM authentication information: calc ak sk signature fail:signature expired",
      request_id: late.headers["x-request-id"],
    });
    expect(Date.parse(String(late.headers["date"]))).toBe(world.clock.now());
  });

  it("names an access key that does not exist", async () => {
    const credentials = { ...demoCredentials, accessKey: "AKNOBODY" };
    const reply = await world.call("GET", PATH, undefined, { credentials });
    expect(reply.json.error_msg).toBe("Incorrect IAM authentication information: ak AKNOBODY not exist");
    expect(world.sim.log.at(-1)?.signature).toBe("failed:unknown access key");
  });

  it("refuses requests with no credential, with two, and with an unknown form", async () => {
    const url = new URL(world.sim.url + PATH);
    const none = await send(url, "GET", {}, "");
    const two = await world.call("GET", PATH, undefined, { unsigned: { "x-auth-token": "x" } });
    const odd = await send(url, "GET", { authorization: "Basic abc" }, "");
    expect([none.status, two.status, odd.status]).toEqual([401, 401, 401]);
    expect(none.json.error_msg).toContain("x-auth-token not found");
  });

  it("locks an access key for five minutes after the sixth failure in a row", async () => {
    const wrong = { secretKey: "wrong" };
    for (let count = 0; count < 5; count += 1) await world.call("GET", PATH, undefined, wrong);
    expect((await world.call("GET", PATH)).status).toBe(200);
    for (let count = 0; count < 6; count += 1) await world.call("GET", PATH, undefined, wrong);
    const locked = await world.call("GET", PATH);
    expect([locked.status, locked.json.error_msg]).toEqual([
      401,
      "Incorrect IAM authentication information: verify aksk signature fail",
    ]);
    expect((await world.call("GET", PATH, undefined, { credentials: otherCredentials })).status).toBe(200);
    world.clock.advance(299_999);
    expect((await world.call("GET", PATH)).status).toBe(401);
    world.clock.advance(1);
    expect((await world.call("GET", PATH)).status).toBe(200);
  });

  it("logs the canonical request of a mismatch, and never the secret", async () => {
    await world.call("GET", PATH, undefined, { secretKey: "wrong" });
    const entry = world.sim.log.at(-1);
    expect(entry?.signature).toBe("failed:signature mismatch");
    expect(entry?.canonicalRequest).toContain("GET\n/v2/cloudimages/\nlimit=1\n");
    expect(JSON.stringify(world.sim.log)).not.toContain(demoCredentials.secretKey);
  });

  it("refuses unsigned scope headers and an unsigned host in strict mode only", async () => {
    const projectId = { "x-project-id": world.projectId };
    const unsigned = { headers: { "x-project-id": undefined }, unsigned: projectId };
    expect((await world.call("GET", PATH, undefined, unsigned)).status).toBe(401);
    expect(world.sim.log.at(-1)?.signature).toBe("failed:x-project-id is not signed");
    expect((await world.call("GET", PATH, undefined, { headers: { host: undefined } })).status).toBe(401);
    const lax = await openWorld({ strict: false });
    expect((await lax.call("GET", PATH, undefined, unsigned)).status).toBe(200);
    expect((await lax.call("GET", PATH, undefined, { headers: { host: undefined } })).status).toBe(200);
    await lax.sim.stop();
  });

  it("refuses a writing call that is sent again later without a new signature", async () => {
    const body = { action: "count" };
    const path = `/v2/${world.projectId}/images/resource_instances/action`;
    const headers = world.sign("POST", path, body);
    const again = () => send(new URL(world.sim.url + path), "POST", headers, JSON.stringify(body));
    expect((await again()).status).toBe(200);
    world.clock.advance(1500);
    expect((await again()).status).toBe(200);
    world.clock.advance(1000);
    expect((await again()).status).toBe(401);
    expect(world.sim.log.at(-1)?.signature).toBe("failed:sent again without a new signature");
    expect((await world.call("POST", path, body)).status).toBe(200);
    expect(world.sim.takeClientViolations()).toEqual([
      { n: 3, method: "POST", path, why: "sent again without a new signature" },
    ]);
  });

  it("lets a reading call repeat its signature", async () => {
    const headers = world.sign("GET", PATH);
    world.clock.advance(60_000);
    expect((await send(new URL(world.sim.url + PATH), "GET", headers, "")).status).toBe(200);
    world.clock.advance(60_000);
    expect((await send(new URL(world.sim.url + PATH), "GET", headers, "")).status).toBe(200);
    expect(world.sim.takeClientViolations()).toMatchObject([{ n: 2, why: "sent again without a new signature" }]);
  });

  it("objects to a wrong signature in strict mode, not to an unknown key, a wrong clock or a token that is over", async () => {
    const lax = await openWorld({ strict: false });
    for (const { call } of [world, lax]) {
      await call("GET", PATH, undefined, { secretKey: "wrong" });
      await call("GET", PATH, undefined, { credentials: { ...demoCredentials, accessKey: "NOBODY" } });
      await call("GET", PATH, undefined, { skewMs: 1_000_000 });
      await call("GET", PATH, undefined, { token: "MIIx" });
      await call("GET", PATH);
    }
    expect(world.sim.takeClientViolations()).toEqual([{ n: 1, method: "GET", path: PATH, why: "signature mismatch" }]);
    expect([world.sim.takeClientViolations(), lax.sim.takeClientViolations()]).toEqual([[], []]);
    await lax.sim.stop();
  });

  it("signs what is sent: a GET may carry a body", async () => {
    expect((await world.call("GET", PATH, {})).status).toBe(200);
  });

  it("answers 403 for a project or an account of somebody else", async () => {
    const foreign = { headers: { "x-project-id": otherCredentials.projects["eu-de"] } };
    const project = await world.call("GET", PATH, undefined, foreign);
    expect([project.status, codeOf(project)]).toEqual([403, "APIGW.0310"]);
    const domain = await world.call("GET", "/v3/projects", undefined, {
      headers: { "x-project-id": undefined, "x-domain-id": "f".repeat(32) },
    });
    expect(domain.status).toBe(403);
    const path = await world.call("GET", `/v1/${otherCredentials.projects["eu-de"]}/jobs/x`);
    expect([path.status, codeOf(path)]).toEqual([403, "IMG.0030"]);
    const none = await world.call("GET", PATH, undefined, { headers: { "x-project-id": undefined } });
    expect(none.status).toBe(403);
  });

  it("wants the security token of a temporary key, and only of such a key", async () => {
    const accounts = [
      {
        name: "temporary",
        accessKeys: [{ accessKey: "TEMP", secretKey: "s", securityToken: "t", expiresAt: "2026-08-21T10:00:00Z" }],
        projects: [{ id: "c".repeat(32), name: "eu-de" }],
      },
    ];
    const temporary = await openWorld({ seed: { accounts } });
    const credentials = {
      ...demoCredentials,
      accessKey: "TEMP",
      secretKey: "s",
      projects: { "eu-de": "c".repeat(32) },
    };
    const call = (token?: string) =>
      temporary.call("GET", PATH, undefined, { credentials, headers: { "x-security-token": token } });
    expect((await call("t")).status).toBe(200);
    expect((await call("u")).status).toBe(401);
    expect((await call()).status).toBe(401);
    const permanent = await temporary.call("GET", PATH, undefined, { headers: { "x-security-token": "t" } });
    expect(permanent.status).toBe(401);
    temporary.clock.advance(1_800_000);
    expect((await call("t")).status).toBe(401);
    await temporary.sim.stop();
  });

  it("accepts headers of 100 KB and answers a request id every time", async () => {
    const reply = await world.call("GET", PATH, undefined, { unsigned: { "x-large": "a".repeat(100_000) } });
    expect(reply.status).toBe(200);
    expect(reply.headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("refuses a body over 12 MB", async () => {
    const reply = await world.call("POST", "/v2/cloudimages/action", undefined, {
      rawBody: " ".repeat(12 * 1024 * 1024 + 1),
    });
    expect([reply.status, codeOf(reply)]).toEqual([413, "APIGW.0201"]);
  });

  it("answers unknown paths and methods with APIGW.0101", async () => {
    for (const [method, path] of [
      ["GET", "/v9/x"],
      ["DELETE", "/v2/cloudimages"],
    ] as const) {
      const reply = await world.call(method, path);
      expect([reply.status, codeOf(reply)]).toEqual([404, "APIGW.0101"]);
    }
  });
});

describe("requests that cannot be read", () => {
  it.each([
    ["a broken percent escape", "/v2/%zz", {}],
    ["a content type that is none", "/v2/cloudimages/action", { "content-type": ";;" }],
  ])("are refused with APIGW.0201: %s", async (_what, path, headers) => {
    const world = await openWorld();
    const reply = await send(new URL(world.sim.url + path), "POST", headers, "{}");
    expect([reply.status, codeOf(reply)]).toEqual([400, "APIGW.0201"]);
    await world.sim.stop();
  });
});
