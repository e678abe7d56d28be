/** What all clients of a process are made from. */
import type { Clock } from "../base/clock";
import type { Random } from "../base/random";
import { proxyPasswords } from "./proxies";
import type { TlsSettings } from "./tlsSettings";
import { createTraffic, type Traffic } from "./traffic";
import type { Transport } from "./transport";
import { createTransports } from "./transports";

export interface Plumbing {
  readonly clock: Clock;
  readonly random: Random;
  readonly traffic: Traffic;
  transportFor(tls: TlsSettings): Transport;
}

export interface PlumbingOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Where the proxies and the file of the debug log are named. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Takes what the user should know about the way to the cloud. */
  readonly notice: (text: string) => void;
}

export function createPlumbing({ clock, random, environment = {}, notice }: PlumbingOptions): Plumbing {
  return {
    clock,
    random,
    traffic: createTraffic({
      clock,
      random,
      notice,
      logFile: environment["PULUMI_IMS_LOG"]?.trim(),
      secrets: proxyPasswords(environment),
    }),
    transportFor: createTransports({ environment, notice }),
  };
}
