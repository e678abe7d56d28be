import type { z } from "zod";

/** Says of each element of a list that repeats an earlier one where it stands: one that is not known yet may be another. */
export function distinct<Key extends string>(key: Key) {
  return (list: readonly { readonly [K in Key]: string }[], context: z.core.$RefinementCtx): void => {
    for (const [index, item] of list.entries()) {
      if (list.findIndex((other) => other[key] === item[key]) < index)
        context.addIssue({ code: "custom", path: [index, key], message: "stands there twice", input: item[key] });
    }
  };
}
