/** Sends operations: the only place that knows when a call may be repeated. */
import { ImsError } from "../../base/errors";
import type { Effect, Operation } from "../../ims/operation";
import { type Ending, errorOf } from "../failures/errorOf";
import { type Failure, retryTable } from "../failures/failure";
import { refusalOf } from "../failures/refusalOf";
import type { HostLimiter } from "../limits/hostLimiter";
import { createPatience, type Patience } from "../limits/patience";
import { retryDelayMs } from "../limits/retryDelay";
import { type ClientParts, type Sent, sendOnce } from "./attempt";
import type { Client, SendOptions } from "./cloud";

const repetitionCost = 5;
const timeoutCost = 10;

export function createClient(parts: ClientParts): Client {
  return {
    maxBodyBytes: parts.authenticator.maxBodyBytes,
    send: (operation, options) => send(parts, operation, options),
  };
}

/** A key that was refused is judged once, for every client that uses it. */
async function send<Out>(parts: ClientParts, operation: Operation<Out>, options: SendOptions): Promise<Out> {
  const { clock, httpState, authenticator } = parts;
  const patience = createPatience({ what: operation.name, clock, alarm: httpState.alarm, onWait: options.onWait });
  let judge: (refusal?: ImsError) => void = () => undefined;
  try {
    patience.waits();
    judge = await httpState.keys.acquire(authenticator.secrets(), operation.name);
    return await repeat(parts, operation, options, { patience, judge });
  } catch (error) {
    if (error instanceof ImsError && error.facts.httpStatus === 401) judge(error);
    throw error;
  } finally {
    patience.end();
    judge();
  }
}

interface ProviderRuntime {
  readonly patience: Patience;
  readonly judge: () => void;
}

async function repeat<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
  { patience, judge }: ProviderRuntime,
): Promise<Out> {
  const { httpState, clock } = parts;
  const { redact } = httpState.redactor;
  const { effect } = operation;
  const host = httpState.host(parts.endpoint(operation.service), operation.service);
  // A call that signs somebody in is what others hear of.
  const isHeard = options.onWait === undefined || options.onWait === httpState.signIns.tell;
  const hearing = { ...options, onWait: isHeard ? undefined : patience.hear };
  const mend = authRemedies(parts, hearing);
  const onPause = (nextAt: number) => {
    const refusal = host.closedBy(effect);
    patience.pauses(nextAt, refusal && refusalOf(refusal, redact));
  };
  let last: Tried | undefined;
  for (let attempt = 1; ; attempt++) {
    patience.waits();
    const outcome = await host.exchange(operation, { ...options, onPause }, () => {
      if (operation.stream === undefined) patience.waits();
      else patience.end();
      return sendOnce(parts, operation, hearing, attempt);
    });
    if (outcome === undefined) throw notSent(parts, operation, options, last, host.closedBy(effect));
    if (outcome.failure === undefined) return outcome.value;
    const { failure, sent } = outcome;
    const isCut = options.signal?.aborted === true && failure.status === undefined;
    last = isCut ? last : { failure, attempts: attempt };
    if (failure.status !== 401) judge();
    if (options.signal?.aborted && effect !== "create") throw interrupted(parts, operation, last);
    if (await mend(failure, sent)) continue;
    const pause = pauseAfter(parts, host, effect, options, failure, attempt);
    if (pause === "never" || pause === "too late")
      throw endOf(parts, operation, { failure, attempts: attempt }, pause === "never" ? undefined : "out of time");
    patience.pauses(clock.now() + pause, refusalOf(failure, redact));
    await clock.sleep(pause, options.signal);
  }
}

/** The last attempt that was not cut off by us. */
interface Tried {
  readonly failure: Failure;
  readonly attempts: number;
}

function endOf(
  { authenticator, httpState }: ClientParts,
  operation: Operation<unknown>,
  { failure, attempts }: Tried,
  ending?: Ending,
): ImsError {
  const { whenRefused } = authenticator;
  return errorOf(operation, failure, { attempts, ending, whenRefused, redact: httpState.redactor.redact });
}

/** Of what a 401 may come from, the clock and credentials that are over can be mended, each once for a call. */
function authRemedies({ authenticator, httpState }: ClientParts, { onWait }: SendOptions) {
  const remedies = [
    async (failure: Failure, { datedAt }: Sent) => httpState.skew.learn(failure, datedAt),
    async (_failure: Failure, { headers }: Sent) => httpState.signIns.listen(onWait, authenticator.renew(headers)),
  ];
  return async (failure: Failure, sent: Sent): Promise<boolean> => {
    if (failure.status !== 401) return false;
    for (let remedy = remedies.shift(); remedy; remedy = remedies.shift()) {
      if (await remedy(failure, sent)) return true;
    }
    return false;
  };
}

/** How long to wait before the next attempt, or why there is none. */
function pauseAfter(
  { clock, random, limits }: ClientParts,
  { budget, isPaced }: HostLimiter,
  effect: Effect,
  { deadline }: SendOptions,
  failure: Failure,
  attempts: number,
): number | "never" | "too late" {
  const rule = retryTable[failure.class];
  if (!rule[effect]) return "never";
  if (rule.until === "attempts" && attempts >= limits.maxAttempts) return "never";
  const waitsInLane = isPaced && rule.waits === "together";
  const waitMs = waitsInLane ? 0 : retryDelayMs(failure, attempts, clock.now(), random.fraction());
  if (clock.now() + waitMs >= deadline) return "too late";
  if (rule.isLoad && !budget.spend(failure.isTimeout ? timeoutCost : repetitionCost)) return "never";
  return waitMs;
}

/** @param barrier what closed the way for everybody */
function notSent(
  parts: ClientParts,
  operation: Operation<unknown>,
  { signal, deadline }: SendOptions,
  last: Tried | undefined,
  barrier: Failure | undefined,
): ImsError {
  const { name } = operation;
  if (last) return endOf(parts, operation, last, signal?.aborted ? "interrupted" : "out of time");
  const said = barrier && refusalOf(barrier, parts.httpState.redactor.redact);
  const others = said === undefined ? "" : `; other calls were refused: ${said.code} ${said.text}`;
  if (signal?.aborted)
    return new ImsError("CANCELLED", `${name}: cancelled before it was sent${others}`, { operation: name });
  const isOver = parts.clock.now() >= deadline;
  const why = isOver ? "the time-out has passed" : "because of too many calls its turn would come after the time-out";
  return new ImsError("REFUSED", `${name}: not sent: ${why}${others}`, { operation: name });
}

function interrupted(parts: ClientParts, operation: Operation<unknown>, last: Tried | undefined): ImsError {
  if (last) return endOf(parts, operation, last, "interrupted");
  const { name } = operation;
  return new ImsError("CANCELLED", `${name}: interrupted before the answer came`, { operation: name });
}
