// A fault is data: which requests it meets, and what happens to them. The README lists every kind.
import { z } from "zod";

const regularExpression = z.string().refine(isRegularExpression, "is not a regular expression");

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

const count = z.int().positive().optional();

const match = z.strictObject({
  /** The request of this number only, as the log counts them. */
  request: count,
  method: z.string().optional(),
  /** Tested on the path without the query. */
  path: regularExpression.optional(),
  /** Tested on the query as it was sent, without the question mark. */
  query: regularExpression.optional(),
  /** The nth matching request only, counted from one. */
  nth: count,
  from: count,
  to: count,
});

/** Carried out so much later, when the caller has long been told something else. */
const later = z.number().nonnegative().optional();

const effect = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("respond"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** Whether the request is carried out before its answer is replaced. */
    execute: z.boolean().optional(),
    executeAfterMs: later,
  }),
  z.strictObject({ kind: z.literal("delay"), ms: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal("reset"), when: z.enum(["before", "during", "after"]), executeAfterMs: later }),
  z.strictObject({ kind: z.literal("silence"), executeAfterMs: later }),
  z.strictObject({ kind: z.literal("truncate"), bytes: z.int().nonnegative().optional() }),
  z.strictObject({ kind: z.literal("throttle"), retryAfter: z.string().optional() }),
  z.strictObject({ kind: z.literal("forgetJob") }),
  z.strictObject({ kind: z.literal("past"), ms: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal("firstPage") }),
]);

export const faultSchema = z.strictObject({ match, effect });
export const faultListSchema = z.array(faultSchema);

export type Fault = z.output<typeof faultSchema>;
export type FaultEffect = Fault["effect"];
