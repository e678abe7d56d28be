/** A server before the simulator that answers the calls of one kind as it likes. */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Target {
  readonly method: string;
  readonly path: RegExp;
}

interface Attack extends Target {
  /** How many calls are answered so. */
  times: number;
  bytes(truth: string): Buffer;
}

export class HostileFront {
  url = "";
  /** Calls that were answered so since the last `attack`. */
  struck = 0;
  private attacked: Attack | undefined;
  private readonly behind: string;
  private readonly server = createServer((incoming, outgoing) => void this.serve(incoming, outgoing));

  private constructor(behind: string) {
    this.behind = behind;
  }

  static async open(behind: string): Promise<HostileFront> {
    const front = new HostileFront(behind);
    front.server.listen(0, "127.0.0.1");
    await once(front.server, "listening");
    front.url = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}`;
    return front;
  }

  attack(attack: Attack): void {
    this.struck = 0;
    this.attacked = attack;
  }

  rest(): void {
    this.attacked = undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = incoming;
    const onward = request(new URL(url, this.behind), { method, headers });
    incoming.pipe(onward);
    const [answer] = (await once(onward, "response")) as [IncomingMessage];
    const truth = await text(answer);
    const attack = this.attacked;
    const path = url.split("?")[0] ?? "";
    if (attack?.method === method && attack.path.test(path) && this.struck < attack.times) {
      this.struck += 1;
      // The other end may have gone in the middle of it.
      outgoing.socket?.on("error", () => undefined).end(attack.bytes(truth));
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 0, answer.headers).end(truth);
  }
}
