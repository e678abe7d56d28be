/** The file that `PULUMI_IMS_LOG` names: one line of JSON for every exchange with a service, without secrets. */
import { fchmodSync, fstatSync, openSync, writeSync } from "node:fs";
import type { Clock } from "../../base/clock";
import { messageOf } from "../../base/errors";
import type { Redactor } from "../../base/redactor";
import type { Operation } from "../../ims/operation";
import type { Failure } from "../failures/failure";
import type { WireAnswer, WireRequest } from "../wire";
import { maskBody } from "./maskBody";
import { parseJson } from "./parseJson";

export interface Exchange {
  readonly operation: Operation<unknown>;
  readonly request: Omit<WireRequest, "signal">;
  /** From 1. */
  readonly attempt: number;
  /** Milliseconds from sending to the end of the answer. */
  readonly ms: number;
  readonly answer: WireAnswer | undefined;
  readonly failure: Failure | undefined;
}

export type DebugLog = (exchange: Exchange) => void;

export interface DebugLogOptions {
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly notice: (text: string) => void;
}

/** All that is shown of the headers; a list of what is not would miss the next one that holds a token. */
const shownHeaders = [
  "content-type",
  "content-length",
  "x-request-id",
  "x-sdk-date",
  "retry-after",
  "date",
  "location",
];

export function createDebugLog(path: string, { clock, redactor, notice }: DebugLogOptions): DebugLog {
  let file: number | undefined;
  let isBroken = false;
  return (exchange) => {
    if (isBroken) return;
    try {
      file ??= openForOwner(path);
      const line = JSON.stringify({ at: new Date(clock.now()).toISOString(), ...lineOf(exchange, redactor.redact) });
      writeSync(file, `${redactor.redact(line)}\n`);
    } catch (error) {
      isBroken = true;
      notice(`PULUMI_IMS_LOG: nothing is logged, because ${path} cannot be written: ${messageOf(error)}.`);
    }
  };
}

/** Nobody else reads it, also when it was there before. */
function openForOwner(path: string): number {
  const file = openSync(path, "a", 0o600);
  if (fstatSync(file).isFile()) fchmodSync(file, 0o600);
  return file;
}

/** Bodies are redacted before they are cut: half a secret would not be recognised any more. */
function lineOf({ operation, request, attempt, ms, answer, failure }: Exchange, redact: (text: string) => string) {
  const { name, body, stream } = operation;
  return {
    operation: name,
    method: request.method,
    host: new URL(request.origin).host,
    target: request.target,
    attempt,
    ms,
    status: answer?.status,
    outcome: failure?.class ?? "success",
    code: failure?.service?.code || undefined,
    message: failure?.text,
    sent: {
      headers: shown(request.headers),
      body: stream ? `${stream.length} bytes of a file` : sentBody(body, redact),
    },
    answer: answer && { headers: shown(answer.headers), body: maskBody(parsed(redact(answer.text))) },
  };
}

function shown(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => shownHeaders.includes(name.toLowerCase())));
}

function sentBody(body: unknown, redact: (text: string) => string): unknown {
  return body === undefined ? undefined : maskBody(parsed(redact(JSON.stringify(body))));
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
