/**
 * A failure that keeps what is known: the engine stores `properties` under `id`, shows `reasons`, and asks for an update
 * with the next run. Nothing that the service has begun may be forgotten, so every failure after its first answer is one.
 */
import { plainJson } from "../base/plainJson";

const maxReasonCharacters = 4_000;

export class PartialFailure extends Error {
  readonly id: string;
  readonly reasons: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;

  constructor(id: string, reason: string, properties: Readonly<Record<string, unknown>>) {
    const shown = reason.slice(0, maxReasonCharacters);
    super(shown);
    this.name = "PartialFailure";
    this.id = id;
    this.reasons = [shown];
    this.properties = plainJson(properties);
  }
}
