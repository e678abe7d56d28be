/** Through a proxy, past it, and what is said when it refuses. */

import { proxyPasswords, readProxies } from "../../../provider/http/connection/proxies";
import { createTransport } from "../../../provider/http/connection/transport";
import { failureOfError } from "../../../provider/http/failures/failureOfError";
import type { WireRequest } from "../../../provider/http/wire";
import { certificatePath, connectProxy, httpsServer, type Listening, type TunnelProxy } from "./support/httpsServer";

const ca = certificatePath("ca");
let server: Listening;
let proxy: TunnelProxy;
beforeEach(async () => {
  server = await httpsServer();
  proxy = await connectProxy(server.port);
});
afterEach(async () => {
  await proxy.stop();
  await server.stop();
});

const request = (host: string, freshConnection: boolean): WireRequest => ({
  origin: `https://${host}`,
  target: "/",
  method: "GET",
  headers: {},
  body: undefined,
  freshConnection,
  timeoutMs: 10_000,
  signal: undefined,
});

type Environment = Readonly<Record<string, string>>;
const get = (environment: Environment, { host = "ims.example.test", fresh = false, tls = { ca } } = {}) =>
  createTransport({ tls, environment })(request(host, fresh));
const at = (port: number, user = "") => `http://${user}127.0.0.1:${port}`;

describe("through a proxy", () => {
  test.each([
    ["HTTPS_PROXY", false],
    ["https_proxy", false],
    ["HTTP_PROXY", false],
    ["http_proxy", true],
  ])("that %s names, the host is reached with the custom CA (connection of its own: %p)", async (name, fresh) => {
    await expect(get({ [name]: at(proxy.port) }, { fresh })).resolves.toHaveProperty("text", "safe");
    expect(proxy.asked).toEqual([{ target: "ims.example.test:443", authorization: undefined }]);
  });

  test("small letters come first", async () => {
    await get({ HTTPS_PROXY: "http://127.0.0.1:9", https_proxy: at(proxy.port) });
    expect(proxy.asked).toHaveLength(1);
  });

  test("a name without http:// in front is one too", async () => {
    await get({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
    expect(proxy.asked).toHaveLength(1);
  });

  test("user and password are shown to the proxy", async () => {
    await get({ HTTPS_PROXY: at(proxy.port, "user:p%40ss@") });
    expect(proxy.asked[0]?.authorization).toBe(`Basic ${Buffer.from("user:p@ss").toString("base64")}`);
  });

  test("a certificate for another host is not good, also when the CA is", async () => {
    const error = await get({ HTTPS_PROXY: at(proxy.port) }, { host: "evs.example.test" }).catch(
      (reason: unknown) => reason,
    );
    const hint = "The certificate is for another host: check the endpoint.";
    expect(failureOfError(error)).toMatchObject({ class: "tlsUntrusted", hint });
  });

  test("without the custom CA the host is not trusted", async () => {
    const error = await get({ HTTPS_PROXY: at(proxy.port) }, { tls: { ca: certificatePath("other-ca") } }).catch(
      (reason: unknown) => reason,
    );
    expect(failureOfError(error)).toHaveProperty("class", "tlsUntrusted");
  });
});

describe("past the proxy", () => {
  test.each([
    ["NO_PROXY", "other.example.com,ims.example.test"],
    ["no_proxy", ".example.test"],
    ["NO_PROXY", "*.example.test"],
    ["NO_PROXY", "*"],
  ])("go hosts in %s=%s", async (name, value) => {
    const error = await get({ HTTPS_PROXY: at(proxy.port), [name]: value }).catch((reason: unknown) => reason);
    // The name is known to the proxy only.
    expect(failureOfError(error)).toMatchObject({
      class: "notSent",
      text: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    });
    expect(proxy.asked).toEqual([]);
  });

  test.each(["localhost", "127.0.0.1"])("goes %s, such as the simulator, without being named", async (host) => {
    const environment = { HTTPS_PROXY: "http://127.0.0.1:9" };
    await expect(get(environment, { host: `${host}:${server.port}` })).resolves.toHaveProperty("text", "safe");
  });
});

describe("a proxy that is in the way", () => {
  test.each([
    [407, "The proxy wants a user and a password: write them into HTTPS_PROXY."],
    [403, "The proxy refuses to connect to this host: check HTTPS_PROXY and NO_PROXY, or ask who runs the proxy."],
  ])(
    "and refuses with %d: nothing was sent, nothing is tried again, and it is said what to do",
    async (status, hint) => {
      const refusing = await connectProxy(server.port, status);
      const error = await get({ HTTPS_PROXY: at(refusing.port) }).catch((reason: unknown) => reason);
      await refusing.stop();
      expect(failureOfError(error)).toMatchObject({ class: "proxyRejected", hint });
    },
  );

  test("and is not there: nothing was sent", async () => {
    const error = await get({ HTTPS_PROXY: "http://127.0.0.1:9" }).catch((reason: unknown) => reason);
    expect(failureOfError(error)).toMatchObject({ class: "notSent", text: expect.stringContaining("127.0.0.1:9") });
  });

  test.each(["ftp://user:S3CRET@proxy", "http://user:S3CRET@:99999", "http://user:S3CRET%@proxy"])(
    "and is no proxy, %j, is a configuration error that does not show it",
    async (value) => {
      const error: unknown = await get({ HTTPS_PROXY: value }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "CONFIGURATION", message: expect.stringContaining("HTTPS_PROXY") });
      expect(String(error)).not.toContain("S3CRET");
    },
  );
});

test("no variable, no proxy", () => {
  expect(readProxies({})).toEqual({ httpProxy: "", httpsProxy: "", noProxy: "localhost,127.0.0.1,[::1]" });
});

test.each([
  ["http://user:p%40ss@proxy:3128", ["p%40ss", "p@ss"]],
  ["user:word@proxy", ["word", "word"]],
  ["http://user:50%@proxy", ["50%", "50%"]],
  ["http://proxy:3128", []],
  ["", []],
])("of %j the passwords are %j", (value, passwords) => {
  expect(proxyPasswords({ HTTPS_PROXY: value })).toEqual(passwords);
});
