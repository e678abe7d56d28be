import type { Field } from "../../kinds/kind";
import type { Properties } from "../state/stored";
import { changesProtection } from "./protection";
import { sameValue } from "./sameValue";

/** Whether an argument of two declarations differs, or has to be changed because of what somebody else has changed. */
export function differs(key: string, field: Field, olds: Properties, news: Properties): boolean {
  return (
    !sameValue(field, olds[key], news[key]) || (key === "protected" && changesProtection({ [key]: field }, olds, news))
  );
}
