import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createTransport } from "../../../provider/http/connection/transport";
import type { WireRequest } from "../../../provider/http/wire";
import { virtualClock } from "../../support/virtualClock";

interface Seen {
  readonly url: string | undefined;
  readonly method: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly port: number | undefined;
}

const send = createTransport();
let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A server on this machine, and what it saw. */
async function serve(reply: (response: ServerResponse, seen: Seen) => void) {
  const seen: Seen[] = [];
  const listening = createServer({ maxHeaderSize: 131_072 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { url, method, headers, socket } = request;
      const one = { url, method, headers, body: Buffer.concat(chunks).toString("utf8"), port: socket.remotePort };
      seen.push(one);
      reply(response, one);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  const request = (change: Partial<WireRequest> = {}): WireRequest => ({
    origin: `http://127.0.0.1:${port}`,
    target: "/",
    method: "GET",
    headers: {},
    body: undefined,
    freshConnection: false,
    timeoutMs: 10_000,
    signal: undefined,
    ...change,
  });
  return { seen, request };
}

/** A turn of the event loop, in which a connection becomes free again. */
const aTurn = () => virtualClock().sleep(0);

const ok = (response: ServerResponse) => void response.end("{}");

test.each(["/v2/../x", "/v2/a%20b/%E4%B8%AD", "/v2//images/", "/v2/cloudimages?tag=a%3Db&a=%2B", "/v2/a%2Fb"])(
  "the path %s goes on the wire as given",
  async (target) => {
    const { seen, request } = await serve(ok);
    await send(request({ target }));
    expect(seen.map(({ url }) => url)).toEqual([target]);
  },
);

test.each(["/a b", "/a\r\nHost: evil", "/a\nb"])("the path %j is refused", async (target) => {
  const { seen, request } = await serve(ok);
  await expect(send(request({ target }))).rejects.toMatchObject({ code: "UND_ERR_INVALID_ARG" });
  expect(seen).toHaveLength(0);
});

test("method, headers and the exact bytes of the body arrive; status, headers and text come back", async () => {
  const { seen, request } = await serve((response) => {
    response.writeHead(202, { "X-Request-Id": "r1", "set-cookie": ["a=1", "b=2"] });
    response.end('{"grün":"镜像"}');
  });
  const answer = await send(
    request({ method: "POST", headers: { "x-own": "1" }, body: Buffer.from('{"name":"büro"}') }),
  );
  expect(seen[0]).toMatchObject({ method: "POST", body: '{"name":"büro"}' });
  expect(seen[0]?.headers).toMatchObject({ "x-own": "1", "content-length": "16" });
  expect(answer).toMatchObject({ status: 202, text: '{"grün":"镜像"}' });
  expect(answer.headers).toMatchObject({ "x-request-id": "r1", "set-cookie": "a=1, b=2" });
});

describe("a body that is streamed", () => {
  const part = Buffer.alloc(64 * 1024, "x");
  /** A file of `parts` pieces, and every stream that was opened on it. */
  function file(parts: number, length = parts * part.length) {
    const opened: Readable[] = [];
    const open = () => {
      const stream = Readable.from(Array.from({ length: parts }, () => part));
      opened.push(stream);
      return stream;
    };
    return { opened, body: { length, open } };
  }

  test("arrives in full, with its length and the headers that were signed", async () => {
    const { seen, request } = await serve(ok);
    const { body, opened } = file(40);
    await send(request({ method: "PUT", body, headers: { "x-own": "1" }, freshConnection: true }));
    expect(seen[0]?.body).toHaveLength(40 * part.length);
    expect(seen[0]?.headers).toMatchObject({ "content-length": String(40 * part.length), "x-own": "1" });
    expect(seen[0]?.headers).not.toHaveProperty("transfer-encoding");
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test.each([
    ["shorter", 41],
    ["longer", 39],
  ])("that is %s than it said is an error, and the stream is closed", async (_than, parts) => {
    const { request } = await serve(ok);
    const { body, opened } = file(40, parts * part.length);
    await expect(send(request({ method: "PUT", body, freshConnection: true }))).rejects.toMatchObject({
      code: "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
    });
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test("that cannot be read is the error of the reader", async () => {
    const { request } = await serve(ok);
    const failing = () =>
      new Readable({
        read() {
          this.destroy(Object.assign(new Error("no such file"), { code: "ENOENT" }));
        },
      });
    const body = { length: 10, open: failing };
    await expect(send(request({ method: "PUT", body, freshConnection: true }))).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  test("is opened anew for every exchange, and closed when nobody listens", async () => {
    const { request } = await serve(ok);
    const { body, opened } = file(1);
    const put = request({ method: "PUT", body, freshConnection: true });
    await send(put);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expect(send(put)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});

test.each([301, 302, 307, 308])("a redirect with %d is an answer, and is not followed", async (status) => {
  const { seen, request } = await serve(
    (response) => void response.writeHead(status, { location: "/elsewhere" }).end(),
  );
  const answer = await send(request({ target: "/here" }));
  expect(answer).toMatchObject({ status, headers: { location: "/elsewhere" } });
  expect(seen.map(({ url }) => url)).toEqual(["/here"]);
});

test.each([429, 500, 502, 503])("HTTP %d is an answer, and is not sent again", async (status) => {
  const { seen, request } = await serve((response) => void response.writeHead(status).end("busy"));
  await expect(send(request())).resolves.toMatchObject({ status, text: "busy" });
  expect(seen).toHaveLength(1);
});

test("a token of 20 KB is sent", async () => {
  const token = "x".repeat(20 * 1024);
  const { seen, request } = await serve(ok);
  await send(request({ headers: { "x-auth-token": token } }));
  expect(seen[0]?.headers["x-auth-token"]).toBe(token);
});

test("a header of 20 KB is accepted", async () => {
  const token = "x".repeat(20 * 1024);
  const { request } = await serve((response) => void response.writeHead(200, { "x-subject-token": token }).end());
  const answer = await send(request());
  expect(answer.headers["x-subject-token"]).toBe(token);
});

test("a body of more than 8 MiB is refused while it is read", async () => {
  const { request } = await serve((response) => void response.end(Buffer.alloc(9 * 1024 * 1024, "x")));
  await expect(send(request())).rejects.toMatchObject({ code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
});

test("a body of less is read in full", async () => {
  const { request } = await serve((response) => void response.end(Buffer.alloc(7 * 1024 * 1024, "x")));
  await expect(send(request())).resolves.toHaveProperty("text.length", 7 * 1024 * 1024);
});

test("a connection that is cut before the answer is an error with a code", async () => {
  const { request } = await serve((response) => response.socket?.destroy());
  await expect(send(request({ method: "POST", freshConnection: true }))).rejects.toMatchObject({
    code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/),
  });
});

test("a body that is cut is an error with a code", async () => {
  const { request } = await serve((response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.socket?.destroy());
  });
  await expect(send(request())).rejects.toMatchObject({ code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) });
});

test("a place where nobody listens is an error that says so", async () => {
  const { request } = await serve(ok);
  const nowhere = request();
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
  await expect(send(nowhere)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("an aborted request ends at once, though the server never answers", async () => {
  const stop = new AbortController();
  const { request } = await serve(() => stop.abort());
  await expect(send(request({ signal: stop.signal }))).rejects.toMatchObject({ name: "AbortError" });
});

test.each([
  ["calls that may be repeated share", false, 1],
  ["creates do not share", true, 2],
])("%s a connection", async (_who, freshConnection, connections) => {
  const { seen, request } = await serve(ok);
  await send(request({ freshConnection }));
  await aTurn();
  await send(request({ freshConnection }));
  expect(new Set(seen.map(({ port }) => port)).size).toBe(connections);
});
