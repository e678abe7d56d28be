/** A TLS server on this machine with a certificate of the test CA, and a proxy that tunnels to it. */
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";

export const certificatePath = (name: string) => join(__dirname, "../../../support/certificates", `${name}.pem`);
export const certificate = (name: string) => readFileSync(certificatePath(name), "utf8");

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface HttpsOptions {
  /** Refuses whoever shows no certificate of the test CA. */
  readonly wantsClient?: boolean;
  readonly maxVersion?: "TLSv1.2";
}

export function httpsServer({ wantsClient = false, ...options }: HttpsOptions = {}): Promise<Listening> {
  const identity = { cert: certificate("server"), key: certificate("server-key"), ca: certificate("ca") };
  return listen(
    createHttpsServer({ ...identity, ...options, requestCert: wantsClient }, (_request, response) =>
      response.end("safe"),
    ),
  );
}

export function httpServer(): Promise<Listening> {
  return listen(createHttpServer((_request, response) => response.end("plain")));
}

export interface TunnelProxy extends Listening {
  /** What was asked to be connected to, and with which credentials. */
  readonly asked: readonly { readonly target: string; readonly authorization: string | undefined }[];
}

/** Tunnels every host to `port` of this machine, or refuses all with `status`. */
export async function connectProxy(port: number, status = 200): Promise<TunnelProxy> {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const server = createHttpServer();
  const tunnels = new Set<Socket>();
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    asked.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      tunnels.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  const listening = await listen(server);
  const stop = async () => {
    for (const socket of tunnels) socket.destroy();
    await listening.stop();
  };
  return { ...listening, stop, asked };
}
