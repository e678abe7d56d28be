import type { Waiting } from "../../base/waiting";
import type { Failure } from "./failure";

const shownCharacters = 120;

/** A failure in the few words that fit into a row. */
export function refusalOf(failure: Failure, redact: (text: string) => string): NonNullable<Waiting["refusal"]> {
  const { service, status, text } = failure;
  const code = service?.code || (status === undefined ? withoutStatus(failure) : `HTTP ${status}`);
  return { code: redact(code), text: redact(text).slice(0, shownCharacters) };
}

function withoutStatus({ class: kind }: Failure): string {
  return kind === "notSent" ? "not reached" : "no answer";
}
