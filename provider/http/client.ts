/** Sends operations: sign, send, classify, wait, repeat. The only place that knows when a call may be repeated. */
import type { Authenticator } from "../auth/authenticator";
import type { Clock } from "../base/clock";
import { hasCode, ImsError } from "../base/errors";
import type { Random } from "../base/random";
import { createRedactor, type Redactor } from "../base/redactor";
import type { Answer, Operation, Service } from "../ims/operation";
import type { Client, SendOptions } from "./cloud";
import { encodeTarget } from "./encodeTarget";
import { errorOf } from "./errorOf";
import { type Failure, failureOfAnswer, failureOfError, isRepeatable } from "./failure";
import { parseJson } from "./parseJson";
import { retryDelayMs } from "./retryDelay";
import type { Transport, WireAnswer } from "./transport";

export interface ClientParts {
  readonly authenticator: Authenticator;
  readonly endpoint: (service: Service) => string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
}

const maxAttempts = 6;
const attemptTimeoutMs = 60_000;
/** AbortSignal.timeout takes no more. */
const longestTimerMs = 2 ** 31 - 1;
const createGraceMs = 10_000;

interface Wiring extends ClientParts {
  readonly redactor: Redactor;
}

export function createClient(parts: ClientParts): Client {
  const wiring = { ...parts, redactor: createRedactor() };
  return { send: (operation, options) => send(wiring, operation, options) };
}

async function send<Out>(parts: Wiring, operation: Operation<Out>, options: SendOptions): Promise<Out> {
  let mayRenew = true;
  for (let attempt = 1; ; attempt++) {
    if (options.signal?.aborted) throw new ImsError("CANCELLED", `${operation.name}: cancelled before it was sent`);
    const outcome = await tryOnce(parts, operation, options);
    if ("value" in outcome) return outcome.value;
    const { failure } = outcome;
    if (options.signal?.aborted && operation.effect !== "create") {
      throw new ImsError("CANCELLED", `${operation.name}: interrupted before the answer came`, {}, failure.cause);
    }
    if (failure.status === 401 && mayRenew) {
      mayRenew = false;
      if (await parts.authenticator.renew()) continue;
    }
    const waitMs = retryDelayMs(failure, attempt, parts.clock.now(), parts.random.fraction());
    if (!isWorthRepeating(parts, operation, options, failure, attempt, waitMs)) {
      throw errorOf(operation, failure, attempt, parts.redactor.redact);
    }
    await parts.clock.sleep(waitMs, options.signal);
  }
}

type Outcome<Out> = { readonly value: Out } | { readonly failure: Failure };

async function tryOnce<Out>(parts: Wiring, operation: Operation<Out>, options: SendOptions): Promise<Outcome<Out>> {
  const answer = await exchange(parts, operation, options).catch((error: unknown) => {
    // Ours, such as a region that is none: nothing was sent, and another attempt would say the same.
    if (error instanceof ImsError) throw error;
    return failureOfError(error);
  });
  if ("class" in answer) return { failure: answer };
  if (!operation.success.includes(answer.status)) return { failure: failureOfAnswer(answer) };
  return readAnswer(operation, answer);
}

function readAnswer<Out>(operation: Operation<Out>, wire: WireAnswer): Outcome<Out> {
  try {
    const answer: Answer = { ...wire, body: wire.text === "" ? undefined : parseJson(wire.text) };
    return { value: operation.read(answer) };
  } catch (error) {
    const text = hasCode(error, "MALFORMED_ANSWER") ? error.message : `${operation.name}: the answer is not JSON`;
    return { failure: { class: "unknown", text, status: wire.status, headers: wire.headers, cause: error } };
  }
}

async function exchange<Out>(parts: Wiring, operation: Operation<Out>, options: SendOptions): Promise<WireAnswer> {
  const origin = parts.endpoint(operation.service);
  const body = operation.body === undefined ? undefined : Buffer.from(JSON.stringify(operation.body));
  const headers = await parts.authenticator.headers({
    method: operation.method,
    origin,
    path: operation.path,
    query: operation.query ?? [],
    contentType: operation.contentType ?? "application/json",
    body: operation.stream ? undefined : (body ?? ""),
    now: parts.clock.now(),
  });
  parts.redactor.hide(parts.authenticator.secrets());
  const isCreate = operation.effect === "create";
  const longestMs = operation.stream ? longestTimerMs : attemptTimeoutMs;
  const grace = isCreate ? afterGrace(parts.clock, options.signal) : undefined;
  try {
    return await parts.transport({
      origin,
      target: encodeTarget(operation.path, operation.query ?? []),
      method: operation.method,
      headers,
      body: operation.stream ?? body,
      freshConnection: isCreate || operation.stream !== undefined,
      timeoutMs: Math.max(1_000, Math.min(longestMs, options.deadline - parts.clock.now())),
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

function isWorthRepeating<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
  failure: Failure,
  attempt: number,
  waitMs: number,
): boolean {
  if (!isRepeatable(failure, operation.effect)) return false;
  if (options.signal?.aborted) return false;
  if (parts.clock.now() + waitMs >= options.deadline) return false;
  // Throttling and flow control say "later", not "no": they are waited for until the deadline.
  return failure.class === "throttled" || failure.class === "busy" || attempt < maxAttempts;
}
