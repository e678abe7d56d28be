/**
 * A failure that keeps what is known: the engine stores `properties` under `id`, shows `reasons`, and asks for an update
 * with the next run. Nothing that the service has begun may be forgotten, so every failure after its first answer is one.
 */
import { boundedText } from "../../base/boundedText";
import { isRecord } from "../../base/isRecord";
import { plainJson } from "../../base/plainJson";

const maxReasonBytes = 2_000;
/** The engine gets these in one header; above some 56 KiB the connection would hang. */
const maxPropertyBytes = 25_000;

/** The advice at the end of what was only interrupted. */
export const toContinue = "Run `pulumi up` to continue; nothing is made twice.";

export class PartialFailure extends Error {
  readonly id: string;
  readonly reasons: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;

  constructor(id: string, reason: string, properties: Readonly<Record<string, unknown>>) {
    const shown = boundedText(reason, maxReasonBytes);
    super(shown);
    this.name = "PartialFailure";
    this.id = id;
    this.reasons = [shown];
    this.properties = trimToHeaderLimit(plainJson(properties));
  }
}

/** Drops fields that can be rebuilt: `image` by the next read, the order of the tags by the next run. */
function trimToHeaderLimit(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (Buffer.byteLength(JSON.stringify(properties)) <= maxPropertyBytes) return properties;
  const { image: _image, __tagOrder: _order, __elementTagOrders: _orders, images, ...rest } = properties;
  if (!Array.isArray(images)) return rest;
  const small = plainJson({ ...rest, images: images.map((one: unknown) => without(one, ["image"])) });
  if (Buffer.byteLength(JSON.stringify(small)) <= maxPropertyBytes) return small;
  // The arguments of the members stand in the inputs of the set, too.
  const members: unknown[] = Array.isArray(rest["__members"]) ? rest["__members"] : [];
  return { ...small, __members: members.map(withoutTexts) };
}

/** By how much the properties of a partial failure would miss the header, when all is left out that may be. */
export function excessBytes(properties: Readonly<Record<string, unknown>>): number {
  return Buffer.byteLength(JSON.stringify(trimToHeaderLimit(plainJson(properties)))) - maxPropertyBytes;
}

function withoutTexts(member: unknown): unknown {
  return isRecord(member)
    ? { ...member, properties: without(member["properties"], ["tags", "description", "image", "__tagOrder"]) }
    : member;
}

function without(value: unknown, keys: readonly string[]): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;
}
