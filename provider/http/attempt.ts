/** One attempt of a call: dated, signed, sent, and what came of it. */

import type { Clock } from "../base/clock";
import { hasCode, ImsError } from "../base/errors";
import type { Answer, Operation } from "../ims/operation";
import type { ClientParts } from "./client";
import type { SendOptions } from "./cloud";
import { encodeTarget } from "./encodeTarget";
import type { Failure } from "./failure";
import { failureOfAnswer } from "./failureOfAnswer";
import { failureOfError } from "./failureOfError";
import { parseJson } from "./parseJson";
import type { WireAnswer } from "./transport";

export type Outcome<Out> =
  | { readonly value: Out; readonly failure?: undefined }
  | {
      readonly failure: Failure;
      /** The date that the request was signed with, in milliseconds since 1970. */
      readonly datedAt: number;
    };

const attemptTimeoutMs = 60_000;
/** AbortSignal.timeout takes no more. */
const longestTimerMs = 2 ** 31 - 1;
const createGraceMs = 10_000;

export async function tryOnce<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
): Promise<Outcome<Out>> {
  const datedAt = parts.traffic.skew.now();
  const answer = await exchange(parts, operation, options, datedAt).catch((error: unknown) => {
    // Ours, such as a certificate that cannot be read: nothing was sent, and another attempt would say the same.
    if (error instanceof ImsError) throw error;
    return failureOfError(error);
  });
  if ("class" in answer) return { failure: answer, datedAt };
  if (!operation.success.includes(answer.status)) return { failure: failureOfAnswer(answer), datedAt };
  return readAnswer(operation, answer, datedAt);
}

function readAnswer<Out>(operation: Operation<Out>, wire: WireAnswer, datedAt: number): Outcome<Out> {
  try {
    const answer: Answer = { ...wire, body: wire.text === "" ? undefined : parseJson(wire.text) };
    return { value: operation.read(answer) };
  } catch (error) {
    const text = hasCode(error, "MALFORMED_ANSWER") ? error.message : `${operation.name}: the answer is not JSON`;
    const { status, headers } = wire;
    return { failure: { class: "unknown", text, status, headers, cause: error }, datedAt };
  }
}

async function exchange<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
  now: number,
): Promise<WireAnswer> {
  const { authenticator, clock, traffic } = parts;
  const origin = parts.endpoint(operation.service);
  const body = operation.body === undefined ? undefined : Buffer.from(JSON.stringify(operation.body));
  const headers = await authenticator.headers({
    method: operation.method,
    origin,
    path: operation.path,
    query: operation.query ?? [],
    contentType: operation.contentType ?? "application/json",
    body: operation.stream ? undefined : (body ?? ""),
    now,
  });
  traffic.redactor.hide(authenticator.secrets());
  const isCreate = operation.effect === "create";
  const longestMs = operation.stream ? longestTimerMs : attemptTimeoutMs;
  const grace = isCreate ? afterGrace(clock, options.signal) : undefined;
  try {
    return await parts.transport({
      origin,
      target: encodeTarget(operation.path, operation.query ?? []),
      method: operation.method,
      headers,
      body: operation.stream ?? body,
      freshConnection: isCreate || operation.stream !== undefined,
      timeoutMs: Math.max(1_000, Math.min(longestMs, options.deadline - clock.now())),
      signal: grace ? grace.signal : options.signal,
    });
  } finally {
    grace?.end();
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
