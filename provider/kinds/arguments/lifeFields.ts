/** The arguments of every image that are about its life: whether it can be deleted, and when another one takes its place. */
import type { Field } from "../kind";
import { flag } from "./sourceFields";
import { textMap } from "./textMap";

/** Only the native call changes it; the calls that make images do not take it. */
export const isProtected: Field<boolean, false> = {
  schema: flag,
  required: false,
  onChange: "update",
  absent: false,
  observe: ({ image }) => image.protected ?? false,
  attribute: { name: "protected", cleared: false, native: true },
};

const maxBytes = 4_096;

/** Known to Pulumi only: no call carries it, and no image shows it. */
const triggers: Field<Record<string, string>, false> = {
  schema: textMap("must be a map from name to text").refine(
    (map) => Buffer.byteLength(JSON.stringify(map)) <= maxBytes,
    { error: `must have at most ${maxBytes.toLocaleString("en")} bytes in all: give a hash of what is longer` },
  ),
  required: false,
  onChange: "replace",
  absent: {},
};

export const lifeFields = { protected: isProtected, triggers } as const;
