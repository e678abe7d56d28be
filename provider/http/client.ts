/** Sends operations: the only place that knows when a call may be repeated. */
import type { Authenticator } from "../auth/authenticator";
import type { Clock } from "../base/clock";
import { ImsError } from "../base/errors";
import type { Random } from "../base/random";
import type { CallLimits } from "../config/callLimits";
import type { Effect, Operation, Service } from "../ims/operation";
import { type Sent, tryOnce } from "./attempt";
import type { Client, SendOptions } from "./cloud";
import { errorOf } from "./errorOf";
import { type Failure, retryTable } from "./failure";
import type { Host } from "./host";
import { retryDelayMs } from "./retryDelay";
import type { Traffic } from "./traffic";
import type { Transport } from "./transport";

export interface ClientParts {
  readonly authenticator: Authenticator;
  readonly endpoint: (service: Service) => string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly traffic: Traffic;
  readonly limits: Pick<CallLimits, "maxAttempts" | "timeoutMs">;
}

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
  const judge = await parts.traffic.keys.admit(parts.authenticator.secrets(), operation.name);
  try {
    return await repeat(parts, operation, options, judge);
  } catch (error) {
    if (error instanceof ImsError && error.facts.httpStatus === 401) judge(error);
    throw error;
  } finally {
    judge();
  }
}

async function repeat<Out>(
  parts: ClientParts,
  operation: Operation<Out>,
  options: SendOptions,
  judge: () => void,
): Promise<Out> {
  const { traffic, clock } = parts;
  const { whenRefused } = parts.authenticator;
  const host = traffic.host(parts.endpoint(operation.service), operation.service);
  const mend = mender(parts);
  let last: ImsError | undefined;
  for (let attempt = 1; ; attempt++) {
    const outcome = await host.exchange(operation, options, () => tryOnce(parts, operation, options, attempt));
    if (outcome === undefined) throw notSent(clock, operation, options, last);
    if (outcome.failure === undefined) return outcome.value;
    const { failure, sent } = outcome;
    last = errorOf(operation, failure, { attempts: attempt, whenRefused, redact: traffic.redactor.redact });
    if (failure.status !== 401) judge();
    if (options.signal?.aborted && operation.effect !== "create") throw interrupted(operation, last);
    if (await mend(failure, sent)) continue;
    const waitMs = pauseMs(parts, host, operation.effect, options, failure, attempt);
    if (waitMs === undefined) throw last;
    await clock.sleep(waitMs, options.signal);
  }
}

/** Of what a 401 may come from, the clock and credentials that are over can be mended, each once for a call. */
function mender({ authenticator, traffic }: ClientParts) {
  const remedies = [
    async (failure: Failure, { datedAt }: Sent) => traffic.skew.learn(failure, datedAt),
    async (_failure: Failure, { headers }: Sent) => authenticator.renew(headers),
  ];
  return async (failure: Failure, sent: Sent): Promise<boolean> => {
    if (failure.status !== 401) return false;
    for (let remedy = remedies.shift(); remedy; remedy = remedies.shift()) {
      if (await remedy(failure, sent)) return true;
    }
    return false;
  };
}

/** How long to wait before the next attempt; undefined when there is none. */
function pauseMs(
  { clock, random, limits }: ClientParts,
  { budget, isPaced }: Host,
  effect: Effect,
  { deadline }: SendOptions,
  failure: Failure,
  attempts: number,
): number | undefined {
  const rule = retryTable[failure.class];
  if (!rule[effect]) return undefined;
  if (rule.until === "attempts" && attempts >= limits.maxAttempts) return undefined;
  const waitsInLane = isPaced && rule.waits === "together";
  const waitMs = waitsInLane ? 0 : retryDelayMs(failure, attempts, clock.now(), random.fraction());
  if (clock.now() + waitMs >= deadline) return undefined;
  if (rule.isLoad && !budget.spend(failure.isTimeout ? timeoutCost : repetitionCost)) return undefined;
  return waitMs;
}

function notSent(
  clock: Clock,
  operation: Operation<unknown>,
  { signal, deadline }: SendOptions,
  last: ImsError | undefined,
): ImsError {
  const { name } = operation;
  if (signal?.aborted && last) return interrupted(operation, last);
  if (signal?.aborted) return new ImsError("CANCELLED", `${name}: cancelled before it was sent`, { operation: name });
  if (last) return last;
  const isOver = clock.now() >= deadline;
  const why = isOver ? "the time-out has passed" : "because of too many calls its turn would come after the time-out";
  const text = `${name}: not sent: ${why}`;
  return new ImsError("REFUSED", text, { operation: name });
}

function interrupted({ name }: Operation<unknown>, last: ImsError): ImsError {
  return new ImsError("CANCELLED", `${name}: interrupted before the answer came`, { operation: name }, last.cause);
}
