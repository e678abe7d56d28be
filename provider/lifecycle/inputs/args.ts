/** The arguments of a kind, validated in full once more: what reaches the service was never only half known. */
import { ImsError } from "../../base/errors";
import type { Kind } from "../../kinds/kind";
import type { Properties } from "../state/stored";
import { holdsUnknown } from "../state/unknowns";
import { comparable, sameValue } from "./sameValue";

/** The parts of a kind about arguments, the same for single images and sets. */
type Arguments = Pick<Kind, "fields" | "rules">;

export interface ParsedArgs {
  readonly region: string | undefined;
  /** The arguments that another value of which replaces the image; the region is told apart. */
  readonly immutable: Properties;
}

export function parseArgs(kind: Arguments, inputs: Properties): ParsedArgs {
  const problems = Object.entries(kind.fields).flatMap(([key, { schema, required }]) => {
    const value = inputs[key];
    if (value === undefined) return required ? [`${key} is required`] : [];
    if (holdsUnknown(value)) return [`${key} is not known yet`];
    const result = schema.safeParse(value);
    return result.success ? [] : result.error.issues.map(({ message }) => `${key} ${message}`);
  });
  if (problems.length === 0) problems.push(...brokenRules(kind.rules, argsOf(kind, inputs)));
  if (problems.length > 0) throw new ImsError("INVALID_ARGUMENT", `Nothing was sent: ${problems.join("; ")}`);
  return {
    region: typeof inputs["region"] === "string" ? inputs["region"] : undefined,
    immutable: immutableOf(kind, inputs),
  };
}

/** The rules that known arguments break; a rule with an operand that is not known yet is not judged. */
export function brokenRules(rules: Kind["rules"], args: Properties): string[] {
  const judged = rules.filter(({ about }) => !about.some((key) => holdsUnknown(args[key])));
  return judged.map(({ problem }) => problem(args) ?? "").filter(Boolean);
}

export function argsOf(kind: Arguments, inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.fields[key] !== undefined));
}

/** In the form in which values are compared, defaults left out: writing a default makes no other image. */
function immutableOf(kind: Arguments, inputs: Properties): Properties {
  const entries = Object.entries(kind.fields).filter(
    ([key, field]) => key !== "region" && field.onChange === "replace",
  );
  const given = entries.filter(([key, field]) => !sameValue(field, undefined, inputs[key]));
  return Object.fromEntries(given.map(([key, field]) => [key, comparable(field, inputs[key])]));
}
