import { ImsError } from "../base/errors";

/** A setting that is a JSON list. */
export function parseList(text: string, place: string, example: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {
    // Falls through to the one message.
  }
  throw new ImsError("CONFIGURATION", `${place} is no JSON list, such as ${example}.`);
}
