import { ImsError } from "../base/errors";
import { isRecord } from "../base/isRecord";

/** A setting that is a JSON object. Its value is in no message, because it may hold a secret. */
export function parseMap(text: string, place: string, example: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Falls through to the one message.
  }
  throw new ImsError("CONFIGURATION", `${place} is no JSON object, such as ${example}.`);
}
