/**
 * The calls of the engine as they come to the dynamic provider server, which hands out neither the time-outs that they
 * carry nor the details that an answer can have. The server loads us with its first call, which is not seen.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { PropertyChange } from "./engine";
import type { PropertyDiff, SdkInside } from "./sdkInside";

export interface CallWatch {
  customTimeoutMs(): number | undefined;
  showChanges(changes: readonly PropertyChange[]): void;
}

interface Call {
  readonly timeoutMs: number | undefined;
  changes: readonly PropertyChange[];
}

/** The server keeps one of these for each path of the service. */
interface Handler {
  readonly type: unknown;
  readonly func: (call: unknown, done: Done) => unknown;
}

type Done = (error: unknown, answer?: unknown, ...rest: unknown[]) => void;

export function watchCalls(inside: SdkInside | undefined): CallWatch {
  const calls = new AsyncLocalStorage<Call>();
  if (inside !== undefined) wrapHandlers(inside, calls);
  return {
    customTimeoutMs: () => calls.getStore()?.timeoutMs,
    showChanges: (changes) => {
      const call = calls.getStore();
      if (call !== undefined) call.changes = changes;
    },
  };
}

function wrapHandlers(inside: SdkInside, calls: AsyncLocalStorage<Call>): void {
  const { serverPrototype } = inside;
  const findOwnImages = serverPrototype["_retrieveHandler"];
  if (typeof findOwnImages !== "function") return;
  serverPrototype["_retrieveHandler"] = function (this: unknown, ...args: unknown[]): unknown {
    const handler: unknown = findOwnImages.apply(this, args);
    return isUnary(handler) ? { ...handler, func: watched(handler, inside, calls) } : handler;
  };
}

function isUnary(handler: unknown): handler is Handler {
  return typeof handler === "object" && handler !== null && "type" in handler && handler.type === "unary";
}

function watched({ func }: Handler, inside: SdkInside, calls: AsyncLocalStorage<Call>): Handler["func"] {
  return (request, done) => {
    const call: Call = { timeoutMs: timeoutOf(request), changes: [] };
    const answer: Done = (error, message, ...rest) => {
      if (call.changes.length > 0) addChanges(message, call.changes, inside);
      done(error, message, ...rest);
    };
    return calls.run(call, () => func(request, answer));
  };
}

interface Timed {
  readonly request?: { getTimeout?(): unknown };
}

function timeoutOf(call: unknown): number | undefined {
  const seconds = (call as Timed).request?.getTimeout?.();
  return typeof seconds === "number" && seconds > 0 ? seconds * 1_000 : undefined;
}

interface DiffAnswer {
  setChanges?(changes: number): void;
  setDiffsList?(keys: string[]): void;
  getDetaileddiffMap?(): { set(path: string, diff: PropertyDiff): unknown };
  setHasdetaileddiff?(has: boolean): void;
}

/** Only what is wanted is named, so that neither a preview nor `replaceOnChanges` sees hidden inputs. */
function addChanges(message: unknown, changes: readonly PropertyChange[], inside: SdkInside): void {
  const answer = (message ?? {}) as DiffAnswer;
  const details = answer.getDetaileddiffMap?.();
  if (details === undefined) return;
  for (const { path, kind, replaces } of changes) {
    const diff = inside.newPropertyDiff();
    diff.setKind(inside.differences[`${kind.toUpperCase()}${replaces ? "_REPLACE" : ""}`] ?? 0);
    diff.setInputdiff(true);
    details.set(path, diff);
  }
  answer.setChanges?.(inside.someChanges);
  answer.setHasdetaileddiff?.(true);
  answer.setDiffsList?.([...new Set(changes.map(({ path }) => topOf(path)))]);
}

function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
