// A request body against its schema. What is wrong decides the code: the field's own, or IMG.0001.
import type { z } from "zod";
import { imsError } from "./errors";

export type FieldCodes = Readonly<Record<string, string>>;

export function parseBody<T>(schema: z.ZodType<T>, body: unknown, codes: FieldCodes = {}): T {
  if (body === undefined) throw imsError("IMG.0007");
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.findLast((part) => typeof part === "string");
  throw imsError(codes[String(field)] ?? "IMG.0001", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
}
