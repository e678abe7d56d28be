import { z } from "zod";
import { isRecord } from "../../base/isRecord";

/** A map of texts. The key `__proto__` is refused, because a record would drop it without a word. */
export function textMap(problem: string) {
  return z
    .unknown()
    .superRefine((map, context) => {
      if (isRecord(map) && Object.hasOwn(map, "__proto__"))
        context.addIssue({ code: "custom", message: "has the key __proto__, which cannot be carried" });
    })
    .pipe(z.record(z.string(), z.string({ error: "must be a text" }), { error: problem }));
}
