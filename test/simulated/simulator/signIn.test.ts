// Ways to sign in beside keys and passwords: passcode, older token, agency, identity provider; and what becomes of tokens.
import {
  type Credentials,
  demoAgency,
  demoCredentials,
  demoIdentityProvider,
  demoIdToken,
  demoMfaUser,
  otherAgency,
  otherCredentials,
} from "../../../simulator/src/index";
import { codeOf, openWorld, type Reply, send, type World } from "./support/client";

const TOKENS = "/v3/auth/tokens?nocatalog=true";
const KEYS = "/v3.0/OS-CREDENTIAL/securitytokens";
const ASSUME = "/v5/agencies/assume";
const ID_TOKENS = "/v3.0/OS-AUTH/id-token/tokens";
const IMAGES = "/v2/cloudimages?limit=1";
const DEMO_ID = "0d000000000000000000000000000001";
const OTHER_ID = "0d000000000000000000000000000002";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const noProject = { headers: { "x-project-id": undefined } };
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  send(new URL(world.sim.url + path), "POST", { "content-type": "application/json", ...headers }, JSON.stringify(body));
const tokenOf = (reply: Reply): string => String(reply.headers["x-subject-token"]);
const withIdentity = (identity: object, scope?: object) => ({ auth: { identity, ...(scope ? { scope } : {}) } });
const inEuDe = { project: { name: "eu-de" } };

const demoUser = { name: "demo-user", password: "demo-password", domain: { name: "demo" } };
const byPassword = (user: object = demoUser) => ({ methods: ["password"], password: { user } });
const byToken = (id: string) => ({ methods: ["token"], token: { id } });
const byAgency = (agency: object = { domain_name: "other", xrole_name: otherAgency }) => ({
  methods: ["assume_role"],
  assume_role: agency,
});
const signIn = async (scope: object | undefined = inEuDe) =>
  tokenOf(await post(TOKENS, withIdentity(byPassword(), scope)));
const listImages = (token: string) => world.call("GET", IMAGES, undefined, { token });

describe("a user with a second factor", () => {
  const password = { user: { id: demoMfaUser.id, password: demoMfaUser.password } };
  const withPasscode = (passcode: string, id: string = demoMfaUser.id) =>
    withIdentity({ methods: ["password", "totp"], password, totp: { user: { id, passcode } } }, inEuDe);

  it("gets a token for password and passcode", async () => {
    const reply = await post(TOKENS, withPasscode(demoMfaUser.passcode));
    expect([reply.status, reply.json.token.methods]).toEqual([201, ["password", "totp"]]);
    expect((await listImages(tokenOf(reply))).status).toBe(200);
  });

  it.each([
    ["without the passcode", withIdentity({ methods: ["password"], password })],
    ["with a wrong one", withPasscode("000000")],
    ["with the passcode of another user", withPasscode(demoMfaUser.passcode, "x")],
  ])("gets none %s", async (_what, body) => {
    const reply = await post(TOKENS, body);
    expect([reply.status, reply.json.error.title]).toEqual([401, "Unauthorized"]);
  });
});

describe("a token", () => {
  it("of the account lists projects and is exchanged for one of a project, which ends no later", async () => {
    const global = await signIn({ domain: { name: "demo" } });
    expect((await listImages(global)).status).toBe(403);
    expect((await world.call("GET", "/v3/auth/projects", undefined, { token: global })).json.projects).toHaveLength(4);
    world.clock.advance(3_600_000);
    const reply = await post(TOKENS, withIdentity(byToken(global), inEuDe));
    expect([reply.status, reply.json.token.expires_at]).toEqual([201, "2026-08-22T09:30:00.000000Z"]);
    expect((await listImages(tokenOf(reply))).status).toBe(200);
  });

  it("is not exchanged once it is over, nor one that never was", async () => {
    const token = await signIn();
    world.clock.advance(24 * 3_600_000);
    for (const id of [token, "MIIx"]) expect((await post(TOKENS, withIdentity(byToken(id)))).status).toBe(401);
  });

  it("opens its own project and no other", async () => {
    const token = await signIn();
    const jobs = (region: string) => `/v1/${demoCredentials.projects[region]}/jobs/x`;
    const own = await world.call("GET", jobs("eu-de"), undefined, { token });
    const foreign = await world.call("GET", jobs("eu-nl"), undefined, { token });
    expect([codeOf(own), codeOf(foreign)]).toEqual(["IMG.0023", "IMG.0030"]);
  });

  it("that is over does no harm beside a password", async () => {
    const reply = await post(TOKENS, withIdentity(byPassword()), { "x-auth-token": "MIIx" });
    expect(reply.status).toBe(201);
  });

  it("is good for a scope of its own account only", async () => {
    const scope = (account: string) => ({ project: { name: "eu-de", domain: { name: account } } });
    expect((await post(TOKENS, withIdentity(byPassword(), scope("demo")))).status).toBe(201);
    expect((await post(TOKENS, withIdentity(byPassword(), scope("other")))).status).toBe(401);
  });

  it("can be shown and checked while it is good", async () => {
    const token = await signIn();
    const show = (method: string, subject: string) =>
      world.call(method, "/v3/auth/tokens", undefined, { token, unsigned: { "x-subject-token": subject } });
    const shown = await show("GET", token);
    expect([shown.status, shown.headers["x-subject-token"]]).toEqual([200, token]);
    expect(shown.json.token).toMatchObject({ project: { name: "eu-de" }, user: { name: "demo-user" } });
    expect(await show("HEAD", token)).toMatchObject({ status: 200, text: "" });
    expect((await show("GET", "MIIx")).status).toBe(404);
  });

  it("must be updated after a change of the user, and the next one is good", async () => {
    const token = await signIn();
    world.sim.edit.outdateTokens();
    const reply = await listImages(token);
    expect([reply.status, reply.json.error_code, reply.json.error_msg]).toEqual([
      401,
      "APIGW.0307",
      "The token must be updated.",
    ]);
    expect((await listImages(await signIn())).status).toBe(200);
  });

  it("lives as long and is as long as the simulator was told", async () => {
    await world.sim.stop();
    world = await openWorld({ tokenSeconds: 600, tokenLength: 20_000 });
    const token = await signIn();
    expect(token).toHaveLength(20_000);
    world.clock.advance(599_999);
    expect((await listImages(token)).status).toBe(200);
    world.clock.advance(1);
    expect((await listImages(token)).json.error_msg).toContain("token expires");
  });
});

/** The keys of an answer as a client holds them. */
function credentialsOf(reply: Reply, base: Credentials): { credentials: Credentials; securityToken: string } {
  const { credential, credentials } = reply.json;
  const [accessKey, secretKey, securityToken] = credential
    ? [credential.access, credential.secret, credential.securitytoken]
    : [credentials.access_key_id, credentials.secret_access_key, credentials.security_token];
  return { credentials: { ...base, accessKey, secretKey }, securityToken };
}

const withKeys = ({ credentials, securityToken }: ReturnType<typeof credentialsOf>, headers: object = {}) => ({
  credentials,
  headers: { "x-security-token": securityToken, ...headers },
});

describe("an agency", () => {
  it("gives a token of the other account to a token and to a signature", async () => {
    const body = withIdentity(byAgency(), inEuDe);
    const replies = [
      await world.call("POST", TOKENS, body, { token: await signIn() }),
      await world.call("POST", TOKENS, body, noProject),
      await world.call(
        "POST",
        TOKENS,
        withIdentity(byAgency({ domain_id: OTHER_ID, agency_name: otherAgency }), inEuDe),
      ),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(201);
      expect(reply.json.token).toMatchObject({
        project: { id: otherCredentials.projects["eu-de"] },
        assumed_by: { user: { name: "demo-user", domain: { name: "demo" } } },
      });
    }
  });

  it.each([
    ["of an account that does not exist", { domain_name: "nobody", xrole_name: otherAgency }, 404],
    ["that does not exist", { domain_name: "other", xrole_name: "none" }, 404],
    ["that trusts somebody else", { domain_name: "demo", xrole_name: demoAgency }, 403],
  ])("%s gives none", async (_what, agency, status) => {
    const reply = await world.call("POST", TOKENS, withIdentity(byAgency(agency)), noProject);
    expect([reply.status, reply.json.error.code]).toEqual([status, status]);
  });

  it("gives nothing to somebody who does not say who it is", async () => {
    for (const path of [TOKENS, KEYS]) expect((await post(path, withIdentity(byAgency()))).status).toBe(401);
  });

  it("gives temporary keys for 15 minutes, or as long as they are asked for", async () => {
    const ask = (agency: object) => world.call("POST", KEYS, withIdentity(byAgency(agency)), noProject);
    const agency = { domain_name: "other", agency_name: otherAgency };
    const keys = withKeys(credentialsOf(await ask(agency), otherCredentials));
    const longer = await ask({ ...agency, duration_seconds: 43_200 });
    expect(longer.json.credential.expires_at).toBe("2026-08-21T21:30:00.000000Z");
    world.clock.advance(899_999);
    expect((await world.call("GET", IMAGES, undefined, keys)).status).toBe(200);
    world.clock.advance(1);
    expect((await world.call("GET", IMAGES, undefined, keys)).status).toBe(401);
    expect(world.sim.log.at(-1)?.signature).toBe("failed:security token expired");
    for (const duration of [899, 86_401])
      expect((await ask({ ...agency, duration_seconds: duration })).status).toBe(400);
  });

  it("gives keys by the newer call, which a chain goes on with for an hour at most", async () => {
    const assume = (account: string, name: string, seconds: number, options = {}) =>
      world.call(
        "POST",
        ASSUME,
        { agency_urn: `iam::${account}:agency:${name}`, agency_session_name: "test", duration_seconds: seconds },
        { ...noProject, ...options },
      );
    const first = await assume(OTHER_ID, otherAgency, 43_200);
    expect([first.status, first.json.credentials.expiration]).toEqual([200, "2026-08-21T21:30:00.000Z"]);
    const keys = withKeys(credentialsOf(first, otherCredentials), noProject.headers);
    expect(codeOf(await assume(DEMO_ID, demoAgency, 3601, keys))).toBe("IAM.0011");
    const second = await assume(DEMO_ID, demoAgency, 3600, keys);
    const chained = withKeys(credentialsOf(second, demoCredentials));
    expect((await world.call("GET", IMAGES, undefined, chained)).status).toBe(200);
    expect(codeOf(await assume(DEMO_ID, demoAgency, 3600))).toBe("IAM.0002");
    expect(codeOf(await assume(OTHER_ID, "none", 3600))).toBe("IAM.0004");
    expect(codeOf(await world.call("POST", ASSUME, { agency_urn: "x" }, noProject))).toBe("IAM.0011");
  });

  it("is not served by the newer call on Open Telekom Cloud", async () => {
    const otc = await openWorld({ cloud: "otc" });
    expect(codeOf(await otc.call("POST", ASSUME, {}, noProject))).toBe("APIGW.0101");
    await otc.sim.stop();
  });
});

describe("temporary keys of a token", () => {
  it("come for the token in the header, which wins over the one in the body, or for that one", async () => {
    const token = await signIn();
    const inBody = await post(KEYS, withIdentity(byToken(token)));
    const inHeader = await post(KEYS, withIdentity(byToken("MIIx")), { "x-auth-token": token });
    for (const reply of [inBody, inHeader]) {
      expect(reply.status).toBe(201);
      const keys = withKeys(credentialsOf(reply, demoCredentials));
      expect((await world.call("GET", IMAGES, undefined, keys)).status).toBe(200);
    }
    expect((await post(KEYS, withIdentity(byPassword()))).status).toBe(400);
  });

  it("are refused without their security token and with another", async () => {
    const { credentials } = credentialsOf(await post(KEYS, withIdentity(byToken(await signIn()))), demoCredentials);
    for (const headers of [{}, { "x-security-token": "MIIx" }]) {
      expect((await world.call("GET", IMAGES, undefined, { credentials, headers })).status).toBe(401);
    }
  });
});

describe("an ID token of an identity provider", () => {
  const ask = (id: string, provider: string) =>
    post(ID_TOKENS, { auth: { id_token: { id }, scope: inEuDe } }, { "x-idp-id": provider });

  it("is exchanged for a token, and that for keys", async () => {
    const reply = await ask(demoIdToken, demoIdentityProvider);
    expect([reply.status, reply.json.token.methods]).toEqual([201, ["mapped"]]);
    expect((await post(KEYS, withIdentity(byToken(tokenOf(reply))))).status).toBe(201);
  });

  it("is refused when the provider does not know it, or nobody knows the provider", async () => {
    expect(codeOf(await ask("e30.e30.x", demoIdentityProvider))).toBe("IAM.0001");
    expect(codeOf(await ask(demoIdToken, "nobody"))).toBe("IAM.0004");
    expect(codeOf(await post(ID_TOKENS, {}, { "x-idp-id": demoIdentityProvider }))).toBe("IAM.0011");
  });
});

it("a caller finds out regions, services and its account", async () => {
  const get = (path: string, options = {}) => world.call("GET", path, undefined, { ...noProject, ...options });
  const { regions } = (await get("/v3/regions")).json;
  expect(regions.map(({ id }: { id: string }) => id)).toEqual(["ap-southeast-1", "cn-north-4", "eu-de", "eu-nl"]);
  expect((await get("/v5/caller-identity")).json).toMatchObject({ account_id: DEMO_ID });
  expect((await get(`/v3/projects?domain_id=${OTHER_ID}`)).json.projects).toEqual([]);
  const { catalog } = (await world.call("GET", "/v3/auth/catalog")).json;
  const compute = catalog.find(({ type }: { type: string }) => type === "compute");
  expect(compute.endpoints[0].url).toBe(`${world.sim.url}/v2.1/${world.projectId}`);
});

it("no log shows a password, a passcode, a token or a temporary key", async () => {
  const token = await signIn();
  const keys = credentialsOf(await post(KEYS, withIdentity(byToken(token))), demoCredentials);
  await world.call(
    "GET",
    IMAGES,
    undefined,
    withKeys({ ...keys, credentials: { ...keys.credentials, secretKey: "x" } }),
  );
  await post(ID_TOKENS, { auth: { id_token: { id: demoIdToken } } }, { "x-idp-id": demoIdentityProvider });
  const log = JSON.stringify(world.sim.log);
  for (const secret of [token, keys.securityToken, keys.credentials.secretKey, demoIdToken, demoUser.password]) {
    expect(log).not.toContain(secret);
  }
});
