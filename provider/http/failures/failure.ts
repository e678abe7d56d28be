/** The failure of one attempt: its class says whether the call was executed and may be repeated. */
import type { Effect } from "../../ims/operation";
import type { ServiceError } from "./serviceError";

/**
 * | class | meaning |
 * |---|---|
 * | `notSent` | no connection: certainly not executed |
 * | `proxyRejected` | the proxy refuses the connection for good: certainly not executed |
 * | `tlsUntrusted` | no connection that can be trusted: certainly not executed |
 * | `throttled` | refused before execution because of too many calls |
 * | `authUnavailable` | refused before execution because the gateway could not look at the credentials |
 * | `retryLater` | refused, and may be accepted later (a task is running, flow control) |
 * | `refused` | refused for good |
 * | `unknown` | the answer was lost, or the service failed: it may have been executed |
 */
export type FailureClass =
  | "notSent"
  | "proxyRejected"
  | "tlsUntrusted"
  | "throttled"
  | "authUnavailable"
  | "retryLater"
  | "refused"
  | "unknown";

export interface Failure {
  readonly class: FailureClass;
  readonly text: string;
  readonly status?: number;
  readonly service?: ServiceError;
  readonly headers?: Readonly<Record<string, string>>;
  /** Advice for the user. */
  readonly hint?: string;
  /** Nothing came within the time. */
  readonly isTimeout?: boolean;
  readonly cause?: unknown;
}

export interface RetryRule extends Readonly<Record<Effect, boolean>> {
  /** "Later" is waited for until the deadline; everything else is tried a few times. */
  readonly until: "deadline" | "attempts";
  /** Each call by itself, or together with all others to the same host. */
  readonly waits: "alone" | "together";
  /** Whether repeating it adds to the load of a service that is in trouble, and takes from the retry budget. */
  readonly isLoad: boolean;
}

const always = { read: true, change: true, create: true };
const never = { read: false, change: false, create: false };

/** Whether a failed attempt may be repeated, by what the call does. A create is never repeated when it may have been executed. */
export const retryTable: Readonly<Record<FailureClass, RetryRule>> = {
  notSent: { ...always, until: "attempts", waits: "alone", isLoad: false },
  proxyRejected: { ...never, until: "attempts", waits: "alone", isLoad: false },
  tlsUntrusted: { ...never, until: "attempts", waits: "alone", isLoad: false },
  throttled: { ...always, until: "deadline", waits: "together", isLoad: false },
  authUnavailable: { ...always, until: "deadline", waits: "alone", isLoad: false },
  retryLater: { ...always, until: "deadline", waits: "alone", isLoad: false },
  refused: { ...never, until: "attempts", waits: "alone", isLoad: false },
  unknown: { read: true, change: true, create: false, until: "attempts", waits: "alone", isLoad: true },
};
