/** The arguments of a kind, validated in full once more: what reaches the service was never only half known. */
import { ImsError } from "../base/errors";
import type { Kind } from "../kinds/kind";
import type { Properties } from "./stored";
import { isUnknown } from "./unknowns";

export interface ParsedArgs {
  readonly region: string | undefined;
  /** The arguments that another value of which replaces the image; the region is told apart. */
  readonly immutable: Properties;
}

export function parseArgs(kind: Kind, inputs: Properties): ParsedArgs {
  const problems = Object.entries(kind.fields).flatMap(([key, { schema, required }]) => {
    const value = inputs[key];
    if (value === undefined) return required ? [`${key} is required`] : [];
    if (isUnknown(value)) return [`${key} is not known yet`];
    const result = schema.safeParse(value);
    return result.success ? [] : result.error.issues.map(({ message }) => `${key} ${message}`);
  });
  if (problems.length > 0) throw new ImsError("INVALID_ARGUMENT", `Nothing was sent: ${problems.join("; ")}`);
  const immutable = Object.entries(argsOf(kind, inputs)).filter(([key]) => isImmutable(kind, key));
  return {
    region: typeof inputs["region"] === "string" ? inputs["region"] : undefined,
    immutable: Object.fromEntries(immutable),
  };
}

export function argsOf(kind: Kind, inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.fields[key] !== undefined));
}

function isImmutable(kind: Kind, key: string): boolean {
  return key !== "region" && kind.fields[key]?.onChange === "replace";
}
