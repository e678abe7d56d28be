/** State that all clients of a process share. */
import { type Alarm, noAlarm } from "../../base/alarm";
import type { Clock } from "../../base/clock";
import type { Random } from "../../base/random";
import { createRedactor, type Redactor } from "../../base/redactor";
import { type Audience, createAudience } from "../../base/waiting";
import type { Service } from "../../ims/operation";
import { createHostLimiter, createUnlimitedHost, type HostLimiter } from "../limits/hostLimiter";
import { type ClockSkew, createClockSkew } from "./clockSkew";
import { type CredentialGuard, createKeyTrials } from "./credentialGuard";
import { createDebugLog, type DebugLog } from "./debugLog";

export interface SharedHttpState {
  host(origin: string, service: Service): HostLimiter;
  readonly skew: ClockSkew;
  readonly keys: CredentialGuard;
  /** Calls that cannot be sent before somebody is signed in. */
  readonly signIns: Audience;
  readonly alarm: Alarm;
  readonly redactor: Redactor;
  /** Takes every exchange down; undefined when nobody asked for it. */
  readonly log: DebugLog | undefined;
}

export interface SharedHttpStateOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Rings for calls that take long; they are silent without it. */
  readonly alarm?: Alarm | undefined;
  /** Takes what the user should know about the way to the cloud. */
  readonly notice: (text: string) => void;
  /** The file for the debug log, if there is to be one. */
  readonly logFile?: string | undefined;
  /** Values that no text may show from the start, such as the passwords of proxies. */
  readonly secrets?: readonly string[];
}

/** Their calls get the credentials that other calls wait for. */
const openServices: ReadonlySet<Service> = new Set(["iam", "sts"]);

export function createSharedHttpState({
  clock,
  random,
  alarm = noAlarm,
  notice,
  logFile,
  secrets = [],
}: SharedHttpStateOptions): SharedHttpState {
  const hosts = new Map<string, HostLimiter>();
  const redactor = createRedactor();
  redactor.hide(secrets);
  const newHost = (origin: string) => {
    const { host } = new URL(origin);
    const text = `${host} refuses calls because there are too many: all wait, and go on as fast as it allows.`;
    return createHostLimiter({ clock, random, onThrottled: () => notice(text) });
  };
  return {
    host: (origin, service) => {
      const key = openServices.has(service) ? `${service} ${origin}` : origin;
      const host = hosts.get(key) ?? (openServices.has(service) ? createUnlimitedHost() : newHost(origin));
      hosts.set(key, host);
      return host;
    },
    skew: createClockSkew(clock, notice),
    keys: createKeyTrials(),
    signIns: createAudience(),
    alarm,
    redactor,
    log: logFile ? createDebugLog(logFile, { clock, redactor, notice }) : undefined,
  };
}
