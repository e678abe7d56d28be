/** What went wrong with one attempt, and what that says about whether it was executed. */
import { isRecord } from "../base/isRecord";
import type { Effect } from "../ims/operation";
import { readServiceError, type ServiceError } from "./serviceError";
import type { WireAnswer } from "./transport";

/**
 * | class | meaning |
 * |---|---|
 * | `notSent` | no connection: certainly not executed |
 * | `untrusted` | the server's certificate is not trusted |
 * | `throttled` | refused before execution because of too many calls |
 * | `busy` | refused, and may be accepted later (a task is running, flow control) |
 * | `refused` | refused for good |
 * | `unknown` | the answer was lost, or the service failed: it may have been executed |
 */
export type FailureClass = "notSent" | "untrusted" | "throttled" | "busy" | "refused" | "unknown";

export interface Failure {
  readonly class: FailureClass;
  readonly text: string;
  readonly status?: number;
  readonly service?: ServiceError;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

const notSent = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const untrusted = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO)/;

/** Codes that come before a job exists and go away by themselves (ims-api: flow control, running tasks, key traffic). */
const busyCodes = new Set(["IMG.0010", "IMG.0060", "IMG.0187", "IMG.0194"]);
/** The job may have been submitted although the service reports a fault. */
const faultCodes = new Set(["IMG.0014", "IMG.0018", "IMG.0023", "IMG.0061"]);
/** The gateway did not forward the request: IAM was unavailable. */
const notForwarded = /^APIGW?\.0613$/;
const unknownStatuses = new Set([408, 500, 502, 503, 504]);

export function failureOfError(error: unknown): Failure {
  const code = errorCode(error);
  const text = error instanceof Error ? error.message || code : String(error);
  if (notSent.has(code)) return { class: "notSent", text: `${code}: ${text}`, cause: error };
  if (untrusted.test(code)) return { class: "untrusted", text: `${code}: ${text}`, cause: error };
  return { class: "unknown", text: code === "" ? text : `${code}: ${text}`, cause: error };
}

function errorCode(error: unknown): string {
  if (!isRecord(error) && !(error instanceof Error)) return "";
  const code: unknown = (error as { code?: unknown }).code;
  if (typeof code === "string") return code;
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  return first === undefined ? "" : errorCode(first);
}

export function failureOfAnswer(answer: WireAnswer): Failure {
  const service = readServiceError(answer);
  return {
    class: classOfAnswer(answer.status, service.code),
    text: service.message,
    status: answer.status,
    service,
    headers: answer.headers,
  };
}

/** A success that the documents do not know: it was executed, and says not what it made. */
const isSuccess = (status: number) => status >= 200 && status < 300;

function classOfAnswer(status: number, code: string): FailureClass {
  if (status === 429) return "throttled";
  if (notForwarded.test(code)) return "throttled";
  if (busyCodes.has(code)) return "busy";
  if (faultCodes.has(code) || unknownStatuses.has(status) || isSuccess(status)) return "unknown";
  return "refused";
}

/** Whether a failed attempt may be repeated, by what the call does. */
const mayRepeat: Record<FailureClass, Record<Effect, boolean>> = {
  notSent: { read: true, change: true, create: true },
  untrusted: { read: false, change: false, create: false },
  throttled: { read: true, change: true, create: true },
  busy: { read: true, change: true, create: true },
  refused: { read: false, change: false, create: false },
  unknown: { read: true, change: true, create: false },
};

export function isRepeatable(failure: Failure, effect: Effect): boolean {
  return mayRepeat[failure.class][effect];
}
