import { lifeFields } from "./arguments/lifeFields";
import { placement } from "./arguments/placement";
import type { Fields, Kind, KindSpec } from "./kind";

/** The lifecycle hands over only arguments that the kind's own schemas have accepted, so their type may be forgotten. */
export function defineKind<const F extends Fields>(spec: KindSpec<F>): Kind {
  return {
    rules: [],
    warnings: [],
    setAfter: [],
    readyStatuses: ["active"],
    markedBy: "tag",
    ...spec,
    fields: { ...spec.fields, ...lifeFields, ...placement },
  };
}
