/** The two arguments of every class that are about where and how long, not about the image. */
import { z } from "zod";
import { parseDuration } from "../../base/duration";
import type { Field } from "../kind";

const regionForm = "must be the name of a region, such as eu-de or cn-north-4";

const duration = z
  .string({ error: "must be a duration such as 45m or 1h30m" })
  .refine((text) => (parseDuration(text) ?? 0) > 0, { error: "must be a duration such as 45m or 1h30m" });

const timeoutsSchema = z.strictObject(
  { create: duration.optional(), update: duration.optional(), delete: duration.optional() },
  { error: 'must be times by operation (create, update, delete), such as { create: "45m" }' },
);

export const placement = {
  region: {
    schema: z.string({ error: regionForm }).regex(/^[a-z]{2,}(-[a-z0-9]+)+$/, regionForm),
    required: false,
    onChange: "replace",
    keepsWhenAbsent: true,
  },
  timeouts: { schema: timeoutsSchema, required: false, onChange: "local" },
} as const satisfies Record<string, Field>;
