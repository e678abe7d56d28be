/** The cause of an error as it may be shown: names, codes and texts without secrets, and nothing else that hangs on it. */
import { isRecord } from "../../base/isRecord";

const longestChain = 5;

export function redactedCause(
  cause: unknown,
  redact: (text: string) => string,
  depth = longestChain,
): Error | undefined {
  if (cause === undefined || depth === 0) return undefined;
  const { message, name, code, stack, cause: deeper } = isRecord(cause) ? cause : { message: String(cause) };
  const inner = redactedCause(deeper, redact, depth - 1);
  const shown = new Error(redact(textOf(message)), inner === undefined ? undefined : { cause: inner });
  shown.name = redact(textOf(name)) || "Error";
  shown.stack = redact(textOf(stack)) || `${shown.name}: ${shown.message}`;
  return typeof code === "string" ? Object.assign(shown, { code: redact(code) }) : shown;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
