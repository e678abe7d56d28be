/** One attempt of a call: dated, signed, sent, and what came of it. */

import type { Authenticator } from "../../auth/authenticator";
import type { Clock } from "../../base/clock";
import { hasCode, ImsError } from "../../base/errors";
import type { Random } from "../../base/random";
import type { CallLimits } from "../../config/callLimits";
import type { Answer, Operation, Service } from "../../ims/operation";
import type { Failure } from "../failures/failure";
import { failureOfAnswer } from "../failures/failureOfAnswer";
import { failureOfError } from "../failures/failureOfError";
import type { Transport, WireAnswer, WireRequest } from "../wire";
import { checkHeaders } from "./checkHeaders";
import type { SendOptions } from "./cloud";
import { encodeTarget } from "./encodeTarget";
import { parseJson } from "./parseJson";
import type { SharedHttpState } from "./sharedHttpState";

export interface ClientParts {
  readonly authenticator: Authenticator;
  readonly endpoint: (service: Service) => string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly httpState: SharedHttpState;
  readonly limits: Pick<CallLimits, "maxAttempts" | "timeoutMs">;
}

export type Outcome<Out> =
  | { readonly value: Out; readonly failure?: undefined }
  | {
      readonly failure: Failure;
      readonly sent: Sent;
    };

/** The proof of identity that the request carried. */
export interface Sent {
  /** In milliseconds since 1970. */
  readonly datedAt: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Reading {
  readonly sent: Sent;
  readonly redact: (text: string) => string;
}

/** undici's timers take no more. */
const longestTimerMs = 2 ** 31 - 1;
const createGraceMs = 10_000;

/** @param number counts the attempts of a call, from 1 */
export async function sendOnce<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
  number: number,
): Promise<Outcome<Out>> {
  const { clock, httpState } = parts;
  const datedAt = httpState.skew.now();
  const request = await sign(parts, operation, options, datedAt);
  const sent = { datedAt, headers: request.headers };
  const sentAt = clock.now();
  const answer = await exchange(parts, operation, request, options).catch((error: unknown) => {
    // Ours, such as a certificate that cannot be read: nothing was sent, and another attempt would say the same.
    if (error instanceof ImsError) throw error;
    return failureOfError(error);
  });
  const outcome =
    "class" in answer
      ? { failure: answer, sent }
      : readAnswer(operation, answer, { sent, redact: httpState.redactor.redact });
  httpState.log?.({
    operation,
    request,
    attempt: number,
    ms: clock.now() - sentAt,
    answer: "class" in answer ? undefined : answer,
    failure: outcome.failure,
  });
  return outcome;
}

function readAnswer<Out>(operation: Operation<Out>, wire: WireAnswer, { sent, redact }: Reading): Outcome<Out> {
  if (!operation.success.includes(wire.status)) return { failure: failureOfAnswer(hidden(wire, redact)), sent };
  try {
    return { value: operation.read(parsed(wire)) };
  } catch {
    const isLong = wire.text.length > heldCharacters;
    return { failure: (isLong ? unreadableAtLength : unreadable)(operation, hidden(wire, redact)), sent };
  }
}

function parsed(wire: WireAnswer): Answer {
  return { ...wire, body: wire.text === "" ? undefined : parseJson(wire.text) };
}

/** More than any message shows, and less than what copies of a whole answer cost. */
const heldCharacters = 65_536;

/** Messages show a part of the answer: half a secret would not be recognised any more. */
function hidden({ status, headers, text }: WireAnswer, redact: (text: string) => string): WireAnswer {
  const shown = Object.entries(headers).map(([name, value]) => [name, redact(value)] as const);
  return { status, headers: Object.fromEntries(shown), text: redact(text.slice(0, heldCharacters)) };
}

/** A success that does not say what was asked for. */
function unreadable(operation: Operation<unknown>, wire: WireAnswer): Failure {
  const { status, headers } = wire;
  try {
    operation.read(parsed(wire));
    return { class: "unknown", text: `${operation.name}: the answer cannot be read`, status, headers };
  } catch (cause) {
    const text = hasCode(cause, "MALFORMED_ANSWER") ? cause.message : `${operation.name}: the answer is not JSON`;
    return { class: "unknown", text, status, headers, cause };
  }
}

/** The problem may stand behind the part that is held. */
function unreadableAtLength({ name }: Operation<unknown>, { status, headers }: WireAnswer): Failure {
  const text = `${name}: an answer of more than ${heldCharacters} characters cannot be read`;
  return { class: "unknown", text, status, headers };
}

async function sign(
  { authenticator, endpoint, httpState, clock, limits }: ClientParts,
  operation: Operation<unknown>,
  { deadline, onWait }: SendOptions,
  now: number,
): Promise<Omit<WireRequest, "signal">> {
  const { method, path, query = [], contentType = "application/json", stream } = operation;
  const origin = endpoint(operation.service);
  const body = operation.body === undefined ? undefined : Buffer.from(JSON.stringify(operation.body));
  const signedBody = stream ? undefined : (body ?? "");
  const proof = authenticator.headers({ method, origin, path, query, contentType, body: signedBody, now });
  const headers = await httpState.signIns.listen(onWait, proof);
  httpState.redactor.hide(authenticator.secrets());
  checkHeaders(headers);
  return {
    origin,
    target: encodeTarget(path, query),
    method,
    headers,
    body: stream ?? body,
    freshConnection: operation.effect === "create" || stream !== undefined,
    timeoutMs: Math.max(1_000, Math.min(stream ? longestTimerMs : limits.timeoutMs, deadline - clock.now())),
  };
}

async function exchange(
  { transport, clock }: ClientParts,
  { effect, stream }: Operation<unknown>,
  request: Omit<WireRequest, "signal">,
  { signal }: SendOptions,
): Promise<WireAnswer> {
  // A file that is on its way would not be through in the time of grace: it is cut off at once.
  if (effect !== "create" || stream) return transport({ ...request, signal });
  const grace = afterGrace(clock, signal);
  try {
    return await transport({ ...request, signal: grace.signal });
  } finally {
    grace.end();
  }
}

/** A create that was sent may have been executed: its answer is worth waiting for even when the run is cancelled. */
function afterGrace(clock: Clock, signal: AbortSignal | undefined): { signal: AbortSignal; end(): void } {
  const later = new AbortController();
  const answered = new AbortController();
  const abort = () => void clock.sleep(createGraceMs, answered.signal).then(() => later.abort());
  signal?.addEventListener("abort", abort, { once: true, signal: answered.signal });
  return { signal: later.signal, end: () => answered.abort() };
}
