import type { Engine } from "./engine";

/** The engine as it is told everything but secrets. */
export function redactedEngine(engine: Engine, redact: (text: string) => string): Engine {
  const hiding = (say: (urn: string, message: string) => void) => (urn: string, message: string) =>
    say(urn, redact(message));
  return {
    ...engine,
    progress: hiding(engine.progress),
    step: hiding(engine.step),
    inform: hiding(engine.inform),
    warn: hiding(engine.warn),
  };
}
