/** An answer that keeps coming in drops is over when its time is: the one test here in which real time passes. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { systemClock } from "../../../provider/base/clock";
import { createTransport } from "../../../provider/http/connection/transport";

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

/** Writes the beginning at once, and the rest in drops without end. */
async function trickle(socket: Socket, beginning: string): Promise<void> {
  sockets.add(socket.on("error", () => socket.destroy()));
  socket.write(beginning);
  while (!socket.destroyed) {
    socket.write("x");
    await systemClock.sleep(100);
  }
}

test.each([
  ["the body", "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"],
  ["a header", "HTTP/1.1 200 OK\r\nx-slow: "],
  ["the status line", "HTTP/1.1 200 "],
])(
  "an answer of which %s comes a byte every 100 ms ends with the time-out, though no byte is late",
  async (_what, beginning) => {
    const listening = createServer((socket) => void trickle(socket, beginning));
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
    await expect(answer).rejects.toMatchObject({ name: expect.stringMatching(/^(TimeoutError|HeadersTimeoutError)$/) });
    expect(systemClock.now() - start).toBeGreaterThanOrEqual(900);
    expect(systemClock.now() - start).toBeLessThan(5_000);
  },
);
