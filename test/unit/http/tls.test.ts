/** Whom the transport trusts, and how it proves who it is. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsSettings } from "../../../provider/http/connection/tlsSettings";
import { createTransport } from "../../../provider/http/connection/transport";
import { createTransports } from "../../../provider/http/connection/transports";
import { failureOfError } from "../../../provider/http/failures/failureOfError";
import type { WireRequest } from "../../../provider/http/wire";
import { certificate, certificatePath, httpServer, httpsServer, type Listening } from "./support/httpsServer";

const servers: Listening[] = [];
const serve = async (starting: Promise<Listening>) => {
  const server = await starting;
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const request = (origin: string): WireRequest => ({
  origin,
  target: "/",
  method: "GET",
  headers: {},
  body: undefined,
  freshConnection: false,
  timeoutMs: 10_000,
  signal: undefined,
});

const get = (tls: TlsSettings, port: number) => createTransport({ tls })(request(`https://localhost:${port}`));

/** What the user would read of a connection that failed. */
const failure = async (call: Promise<unknown>) =>
  failureOfError(
    await call.then(
      () => {
        throw new Error("it was connected");
      },
      (error: unknown) => error,
    ),
  );

describe("a certificate authority of one's own", () => {
  test.each([
    ["as a file", certificatePath("ca")],
    ["as text", certificate("ca")],
    ["as text with others", `${certificate("other-ca")}\n${certificate("ca")}`],
  ])("%s is trusted", async (_how, ca) => {
    const { port } = await serve(httpsServer());
    await expect(get({ ca }, port)).resolves.toMatchObject({ status: 200, text: "safe" });
  });

  test.each([
    ["none", {}],
    ["the wrong one", { ca: certificatePath("other-ca") }],
  ])("with %s the server is not trusted, and the failure says what to name", async (_which, tls) => {
    const { port } = await serve(httpsServer());
    const { class: kind, hint } = await failure(get(tls, port));
    expect(kind).toBe("tlsUntrusted");
    expect(hint).toContain("name the right CA certificate");
  });

  test.each([
    ["a file that is not there", "/nowhere/ca.pem", "The certificate authority in /nowhere/ca.pem cannot be read"],
    ["a file that holds something else", __filename, `The certificate authority in ${__filename} is no PEM file`],
    ["a text that is damaged", certificate("ca").replace("MII", "XXX"), "holds no certificate that can be read"],
    ["a key", certificate("client-key"), "holds no certificate that can be read"],
  ])("%s is a configuration error before anything is sent", async (_what, ca, message) => {
    await expect(get({ ca }, 9)).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringContaining(message),
    });
  });

  test("in a file of more than 1 MiB is not read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ims-ca-"));
    const ca = join(folder, "ca.pem");
    writeFileSync(ca, certificate("ca") + " ".repeat(1024 * 1024));
    await expect(get({ ca }, 9)).rejects.toThrow("larger than 1 MiB");
    rmSync(folder, { recursive: true });
  });
});

describe("a server that wants a client certificate", () => {
  const ca = certificatePath("ca");

  test.each(["file", "text"])("takes ours, given as a %s", async (how) => {
    const { port } = await serve(httpsServer({ wantsClient: true }));
    const given = how === "file" ? certificatePath : certificate;
    const tls = { ca, clientCert: given("client"), clientKey: given("client-key") };
    await expect(get(tls, port)).resolves.toHaveProperty("text", "safe");
  });

  test("refuses whoever shows none, and the failure says so", async () => {
    const { port } = await serve(httpsServer({ wantsClient: true, maxVersion: "TLSv1.2" }));
    const { class: kind, hint } = await failure(get({ ca }, port));
    expect([kind, hint]).toEqual(["tlsUntrusted", "The server wants a client certificate that it knows."]);
  });

  test.each([
    ["a certificate without its key", { clientCert: certificatePath("client") }, "set both or neither"],
    ["a key without its certificate", { clientKey: certificatePath("client-key") }, "set both or neither"],
    [
      "the key of another certificate",
      { clientCert: certificatePath("client"), clientKey: certificatePath("server-key") },
      "do not belong together",
    ],
  ])("%s is a configuration error that shows no key", async (_what, tls, message) => {
    const error = await get(tls, 9).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "CONFIGURATION", message: expect.stringContaining(message) });
    expect(JSON.stringify(error)).not.toContain("PRIVATE KEY");
  });
});

test("a server that does not speak TLS is told apart from one that is not trusted", async () => {
  const { port } = await serve(httpServer());
  const { class: kind, hint } = await failure(get({}, port));
  expect([kind, hint]).toEqual(["tlsUntrusted", "The server does not speak TLS at this port: check the endpoint."]);
});

describe("insecure", () => {
  test("takes any certificate, and is said once for all that use it", async () => {
    const { port } = await serve(httpsServer());
    const notices: string[] = [];
    const transportFor = createTransports({ notice: (text) => notices.push(text) });
    await transportFor({ insecure: true })(request(`https://localhost:${port}`));
    await transportFor({ insecure: true })(request(`https://localhost:${port}`));
    expect(notices).toEqual([expect.stringMatching(/^`insecure` is set: certificates are not checked/)]);
  });

  test("is for those who set it only", async () => {
    const { port } = await serve(httpsServer());
    const transportFor = createTransports({ notice: () => undefined });
    await transportFor({ insecure: true })(request(`https://localhost:${port}`));
    expect(await failure(transportFor({})(request(`https://localhost:${port}`)))).toHaveProperty(
      "class",
      "tlsUntrusted",
    );
  });

  test("is not what NODE_TLS_REJECT_UNAUTHORIZED=0 does, and that is said", async () => {
    const notices: string[] = [];
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    createTransports({ environment, notice: (text) => notices.push(text) })({});
    expect(notices).toEqual([expect.stringContaining("has no effect here")]);
  });
});

test("clients with the same settings share their connections", () => {
  const transportFor = createTransports({ notice: () => undefined });
  expect(transportFor({ ca: "a" })).toBe(transportFor({ ca: "a" }));
  expect(transportFor({ ca: "a" })).not.toBe(transportFor({ ca: "b" }));
});
