// The metadata service: keys of the agency of a server, with and without tokens of the service.
import { demoCredentials, type MetadataSettings } from "../../../simulator/src/index";
import { openWorld, send, type World } from "./support/client";

let world: World;
afterEach(() => world.sim.stop());

const open = async (metadata: Partial<MetadataSettings> = {}) => {
  world = await openWorld({ metadata });
};
const askToken = (ttl = "21600") =>
  send(new URL(`${world.sim.url}/meta-data/latest/api/token`), "PUT", { "x-metadata-token-ttl-seconds": ttl }, "");
const askKey = (token?: string) =>
  send(
    new URL(`${world.sim.url}/openstack/latest/securitykey`),
    "GET",
    token === undefined ? {} : { "x-metadata-token": token },
    "",
  );
const listImages = async ({ access, secret, securitytoken }: Record<"access" | "secret" | "securitytoken", string>) => {
  const credentials = { ...demoCredentials, accessKey: access, secretKey: secret };
  const headers = { "x-security-token": securitytoken };
  return (await world.call("GET", "/v2/cloudimages?limit=1", undefined, { credentials, headers })).status;
};

it("gives keys that work until they expire, and fresh ones from half of their life on", async () => {
  await open({ keySeconds: 3600 });
  const { credential } = (await askKey()).json;
  expect(credential.expires_at).toBe("2026-08-21T10:30:00.000000Z");
  world.clock.advance(1_799_999);
  expect((await askKey()).json.credential).toEqual(credential);
  world.clock.advance(1);
  const fresh = (await askKey()).json.credential;
  expect(fresh.access).not.toBe(credential.access);
  expect([await listImages(credential), await listImages(fresh)]).toEqual([200, 200]);
  world.clock.advance(1_800_000);
  expect([await listImages(credential), await listImages(fresh)]).toEqual([401, 200]);
});

it("that insists on tokens refuses calls without one and with one that is over", async () => {
  await open({ tokens: "required" });
  const refused = await askKey();
  expect([refused.status, refused.text]).toEqual([401, "Unauthorized"]);
  const issued = await askToken("60");
  expect([issued.status, issued.headers["content-type"]]).toEqual([200, "text/plain"]);
  expect((await askKey(issued.text)).status).toBe(200);
  world.clock.advance(60_000);
  expect((await askKey(issued.text)).status).toBe(401);
});

it("that may take tokens refuses wrong ones, and odd lives of new ones", async () => {
  await open();
  expect((await askKey((await askToken()).text)).status).toBe(200);
  expect((await askKey("x")).status).toBe(401);
  for (const ttl of ["0", "21601", "soon"]) expect((await askToken(ttl)).status).toBe(400);
});

it("that knows no tokens answers 404 to whoever asks for one, and heeds none", async () => {
  await open({ tokens: "none" });
  expect((await askToken()).status).toBe(404);
  expect((await askKey("x")).status).toBe(200);
});

it("of a server without an agency says so", async () => {
  await open({ agency: false });
  const reply = await askKey();
  expect([reply.status, reply.text]).toEqual([
    401,
    expect.stringContaining("Please configure Cloud Service Agency first"),
  ]);
});

it("of a server of an account that does not exist has no keys", async () => {
  await open({ account: "nobody" });
  expect((await askKey()).status).toBe(404);
});
