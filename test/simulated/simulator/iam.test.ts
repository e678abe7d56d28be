// Versions, tokens, projects and accounts.
import { demoCredentials, otherCredentials } from "../../../simulator/src/index";
import { openWorld, type Reply, send, type World } from "./support/client";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const post = (path: string, body: unknown): Promise<Reply> =>
  send(new URL(world.sim.url + path), "POST", { "content-type": "application/json" }, JSON.stringify(body));

const auth = (user: object, scope?: object) => ({
  auth: { identity: { methods: ["password"], password: { user } }, ...(scope ? { scope } : {}) },
});
const demoUser = { name: "demo-user", password: "demo-password", domain: { name: "demo" } };

describe("versions", () => {
  it.each(["/", "/v2", "/v2/", "/v1"])("lists the versions at %s for anybody", async (path) => {
    const reply = await send(new URL(world.sim.url + path), "GET", {}, "");
    expect(reply.status).toBe(300);
    expect(reply.json.versions[0]).toMatchObject({ id: "v2.2", status: "CURRENT" });
  });

  it("shows the version of IAM for anybody", async () => {
    const reply = await send(new URL(`${world.sim.url}/v3`), "GET", {}, "");
    expect([reply.status, reply.json.version.status]).toEqual([200, "stable"]);
  });
});

describe("tokens", () => {
  it("come in X-Subject-Token for a password and a project by name", async () => {
    const reply = await post("/v3/auth/tokens", auth(demoUser, { project: { name: "eu-de" } }));
    expect(reply.status).toBe(201);
    expect(reply.json.token.project.id).toBe(world.projectId);
    expect(reply.json.token.catalog[0].endpoints[0].url).toBe(world.sim.url);
    expect(reply.json.token.issued_at).toMatch(/\.\d{6}Z$/);
  });

  it("leave the catalog out when asked, and take a project by id", async () => {
    const reply = await post("/v3/auth/tokens?nocatalog=true", auth(demoUser, { project: { id: world.projectId } }));
    expect(reply.json.token.catalog).toBeUndefined();
    expect(reply.json.token.project.name).toBe("eu-de");
  });

  it("open the project they are scoped to, for 24 hours", async () => {
    const { headers } = await post("/v3/auth/tokens", auth(demoUser, { project: { name: "eu-de" } }));
    const token = String(headers["x-subject-token"]);
    const list = () => world.call("GET", "/v2/cloudimages?limit=1", undefined, { token });
    expect((await list()).status).toBe(200);
    expect(world.sim.log.at(-1)?.signature).toBe("token");
    world.clock.advance(24 * 3_600_000 - 1);
    expect((await list()).status).toBe(200);
    world.clock.advance(1);
    const expired = await list();
    expect([expired.status, expired.json.error_msg]).toEqual([
      401,
      expect.stringContaining("token expires, expires_at: 2026-08-22T09:30:00.000000Z"),
    ]);
  });

  it("are refused when unknown", async () => {
    const reply = await world.call("GET", "/v2/cloudimages", undefined, { token: "MIIx" });
    expect([reply.status, reply.json.error_msg]).toEqual([
      401,
      "Incorrect IAM authentication information: decrypt token fail",
    ]);
  });

  it.each([
    ["a wrong password", { ...demoUser, password: "x" }, undefined, 401],
    ["another account", { ...demoUser, domain: { name: "other" } }, undefined, 401],
    ["an unknown project", demoUser, { project: { name: "eu-xx" } }, 401],
    ["a project of another account", demoUser, { project: { id: otherCredentials.projects["eu-de"] } }, 401],
  ] as const)("are not issued for %s", async (_what, user, scope, status) => {
    const reply = await post("/v3/auth/tokens", auth(user, scope));
    expect(reply.status).toBe(status);
    expect(reply.json.error).toMatchObject({ code: status, title: "Unauthorized" });
  });

  it("are not issued for another method, and their requests are logged without a body", async () => {
    const reply = await post("/v3/auth/tokens", { auth: { identity: { methods: ["saml2"] } } });
    expect(reply.status).toBe(400);
    await post("/v3/auth/tokens", auth(demoUser));
    expect(world.sim.log.every((entry) => entry.body === undefined)).toBe(true);
  });
});

describe("projects and accounts", () => {
  const noProject = { headers: { "x-project-id": undefined } };

  it("are listed for a signed call, projects by exact name", async () => {
    const all = await world.call("GET", "/v3/projects", undefined, noProject);
    expect(all.json.projects).toHaveLength(4);
    const one = await world.call("GET", "/v3/projects?name=eu-nl", undefined, noProject);
    expect(one.json.projects).toMatchObject([{ id: demoCredentials.projects["eu-nl"], name: "eu-nl", enabled: true }]);
    const none = await world.call("GET", "/v3/projects?name=eu", undefined, noProject);
    expect(none.json.projects).toEqual([]);
  });

  it("are those of the caller", async () => {
    const reply = await world.call("GET", "/v3/auth/domains", undefined, {
      ...noProject,
      credentials: otherCredentials,
    });
    expect(reply.json.domains).toMatchObject([{ name: "other" }]);
  });

  it("are listed for a token without a project", async () => {
    const { headers } = await post("/v3/auth/tokens", auth(demoUser));
    const reply = await world.call("GET", "/v3/projects", undefined, { token: String(headers["x-subject-token"]) });
    expect(reply.json.projects).toHaveLength(4);
  });
});
