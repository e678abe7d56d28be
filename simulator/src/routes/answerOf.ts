// Refusals become answers; anything else is a mistake of the simulator, which it admits.
import { simulatorMistake } from "../rules/errors";
import { ServiceError } from "../rules/serviceError";
import { renderError } from "./renderError";
import type { LogEntry } from "./requestLog";
import type { Answer } from "./route";

export function answerOf(error: unknown, entry: LogEntry): Answer {
  const refusal = error instanceof ServiceError ? error : simulatorMistake(String(error));
  if ("code" in refusal.refusal) entry.errorCode = refusal.refusal.code;
  return renderError(refusal, entry.requestId);
}
