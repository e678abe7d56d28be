import { ImsError } from "../base/errors";
import { printable } from "../base/printable";

const shownCharacters = 512;

export function malformed(operation: string, expected: string, body: unknown): ImsError {
  const shown = printable((JSON.stringify(body) ?? "nothing").slice(0, shownCharacters));
  return new ImsError("MALFORMED_ANSWER", `${operation}: the answer holds no ${expected}: ${shown}`, { operation });
}
