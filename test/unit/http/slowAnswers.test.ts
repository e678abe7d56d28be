/** An answer that keeps coming in drops is over when its time is: the one test here in which real time passes. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../../provider/base/clock";
import { createTransport } from "../../../provider/http/transport";

let server: Server | undefined;
let isOver = false;
afterEach(async () => {
  isOver = true;
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

async function trickle(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-length": "1000" });
  while (!isOver && !response.destroyed) {
    response.write(" ");
    await systemClock.sleep(100);
  }
}

test("an answer of one byte every 100 ms ends with the time-out, though no byte is late", async () => {
  const listening = createServer((_request, response) => void trickle(response));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  const start = systemClock.now();
  const answer = createTransport()({
    origin: `http://127.0.0.1:${port}`,
    target: "/",
    method: "GET",
    headers: {},
    body: undefined,
    freshConnection: false,
    timeoutMs: 1_000,
    signal: undefined,
  });
  await expect(answer).rejects.toMatchObject({ name: "TimeoutError" });
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(900);
  expect(systemClock.now() - start).toBeLessThan(5_000);
});
