/** The parts that all clients of a process are made from. */
import type { Identity } from "../auth/identity";
import type { Alarm } from "../base/alarm";
import type { Clock } from "../base/clock";
import type { Random } from "../base/random";
import { createSharedHttpState, type SharedHttpState } from "../http/client/sharedHttpState";
import { hasFarProxy, proxyPasswords } from "../http/connection/proxies";
import type { TlsSettings } from "../http/connection/tlsSettings";
import { createTransport } from "../http/connection/transport";
import { createTransports } from "../http/connection/transports";
import type { Transport } from "../http/wire";

export interface ClientFactory {
  readonly clock: Clock;
  readonly random: Random;
  readonly httpState: SharedHttpState;
  transportFor(tls: TlsSettings, connectTimeoutMs?: number): Transport;
  /** Whether calls go through a proxy that is not on this machine. */
  hasFarProxy(): boolean;
  /** Knows no proxy, whatever the environment says. */
  readonly directTransport: Transport;
  /** Whom the credentials in use belong to, with the tokens and temporary keys that they have by now. */
  readonly identities: Map<string, Identity>;
  /** Takes what the user should know about the way to the cloud, once. */
  notice(text: string): void;
}

export interface ClientFactoryOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Rings for calls that take long; they are silent without it. */
  readonly alarm?: Alarm | undefined;
  /** Where the proxies and the file of the debug log are named. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Takes what the user should know about the way to the cloud. */
  readonly notice: (text: string) => void;
}

const directConnectMs = 1_000;

export function createClientFactory({
  clock,
  random,
  alarm,
  environment = {},
  notice: say,
}: ClientFactoryOptions): ClientFactory {
  const said = new Set<string>();
  const notice = (text: string) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
  return {
    clock,
    random,
    notice,
    identities: new Map(),
    hasFarProxy: () => hasFarProxy(environment),
    directTransport: createTransport({ connectTimeoutMs: directConnectMs }),
    httpState: createSharedHttpState({
      clock,
      random,
      alarm,
      notice,
      logFile: environment["PULUMI_IMS_LOG"]?.trim(),
      secrets: proxyPasswords(environment),
    }),
    transportFor: createTransports({ environment, notice }),
  };
}
