import { setMaxListeners } from "node:events";
import type { Engine, PropertyChange } from "../../provider/engine/engine";

export interface FakeEngine extends Engine {
  readonly progressed: string[];
  readonly warned: string[];
  readonly informed: string[];
  /** Inputs that the last diff has named. */
  changes: readonly PropertyChange[];
  /** From the option `customTimeouts`, as the engine sends it. */
  timeoutMs: number | undefined;
  /** Ctrl-C. */
  cancel(): void;
  /** The engine process dies without a word. */
  die(): void;
  /** Called with each progress message, to act in the middle of an operation. */
  onProgress: ((message: string, urn: string, subject: string) => void) | undefined;
}

export function fakeEngine(): FakeEngine {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  let gone = false;
  const engine: FakeEngine = {
    progressed: [],
    warned: [],
    informed: [],
    changes: [],
    timeoutMs: undefined,
    onProgress: undefined,
    stop: stop.signal,
    isGone: () => gone,
    progress: (urn, message, subject = message) => {
      engine.progressed.push(message);
      engine.onProgress?.(message, urn, subject);
    },
    step: (urn, message) => engine.progress(urn, message),
    warn: (_urn, message) => {
      engine.warned.push(message);
    },
    inform: (_urn, message) => {
      engine.informed.push(message);
    },
    customTimeoutMs: () => engine.timeoutMs,
    showChanges: (changes) => {
      engine.changes = changes;
    },
    cancel: () => stop.abort(),
    die: () => {
      gone = true;
      stop.abort();
    },
  };
  return engine;
}
