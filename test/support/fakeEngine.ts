import { setMaxListeners } from "node:events";
import type { Engine } from "../../provider/engine/engine";

export interface FakeEngine extends Engine {
  readonly progressed: string[];
  readonly warned: string[];
  /** Ctrl-C. */
  cancel(): void;
  /** The engine process dies without a word. */
  die(): void;
  /** Called with each progress message, to act in the middle of an operation. */
  onProgress: ((message: string) => void) | undefined;
}

export function fakeEngine(): FakeEngine {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  let gone = false;
  const engine: FakeEngine = {
    progressed: [],
    warned: [],
    onProgress: undefined,
    stop: stop.signal,
    isGone: () => gone,
    progress: (_urn, message) => {
      engine.progressed.push(message);
      engine.onProgress?.(message);
    },
    step: (urn, message) => engine.progress(urn, message),
    warn: (_urn, message) => {
      engine.warned.push(message);
    },
    cancel: () => stop.abort(),
    die: () => {
      gone = true;
      stop.abort();
    },
  };
  return engine;
}
