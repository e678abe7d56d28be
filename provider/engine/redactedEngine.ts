import type { Engine } from "./engine";

/** The engine as it is told everything but secrets. */
export function redactedEngine(engine: Engine, redact: (text: string) => string): Engine {
  return {
    ...engine,
    progress: (urn, message, subject) => engine.progress(urn, redact(message), subject),
    step: (urn, message) => engine.step(urn, redact(message)),
    inform: (urn, message) => engine.inform(urn, redact(message)),
    warn: (urn, message) => engine.warn(urn, redact(message)),
  };
}
