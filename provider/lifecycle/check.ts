/** check: no I/O and no credentials; every failure at once, values that are not known yet pass. */
import { distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Field, Kind } from "../kinds/kind";
import { brokenRules } from "./args";
import type { Properties } from "./stored";
import { urnOf } from "./stored";
import { holdsUnknown, isUnknownAt } from "./unknowns";

export interface CheckFailure {
  /** Empty where the engine would print a value that the message is not about. */
  readonly property: string;
  readonly reason: string;
}

/** What check needs of a kind, of single images and of sets alike. */
type Declared = Pick<Kind, "type" | "fields" | "rules" | "warnings" | "refuses">;

export interface Checked {
  /** Normalised; checking them again changes nothing. */
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
  /** What may not do what is hoped. */
  readonly warnings: readonly string[];
}

type FieldCheck = Omit<Checked, "warnings">;

/** Inputs that the class adds and the program does not see. */
const isHidden = (key: string) => key.startsWith("__");

export function check(kind: Declared, olds: Properties, news: Properties, makeId: (length: number) => string): Checked {
  const given = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined && value !== null));
  const hidden = Object.fromEntries(Object.entries(given).filter(([key]) => isHidden(key)));
  const unexpected = Object.keys(given).filter((key) => !isHidden(key) && !Object.hasOwn(kind.fields, key));
  const checks = Object.entries(kind.fields).map(([key, field]) => ({
    key,
    ...checkField(key, field, given, olds, makeId),
  }));
  const args: Properties = Object.assign({}, ...checks.map(({ inputs }) => inputs));
  const faulty = checks.filter((one) => one.failures.length > 0).map(({ key }) => key);
  const judge = (rules: Declared["rules"]) =>
    brokenRules(
      rules.filter(({ about }) => !about.some((key) => faulty.includes(key))),
      args,
    );
  return {
    inputs: { ...args, ...hidden },
    failures: [
      ...unexpected.map((key) => unexpectedArgument(kind, key)),
      ...checks.flatMap((one) => one.failures),
      ...judge(kind.rules).map((reason) => ({ property: "", reason })),
    ],
    warnings: judge(kind.warnings),
  };
}

function checkField(
  key: string,
  field: Field,
  given: Properties,
  olds: Properties,
  makeId: (length: number) => string,
): FieldCheck {
  const value = given[key] ?? autoname(key, field, given, olds, makeId);
  if (value === undefined)
    return { inputs: {}, failures: field.required ? [{ property: "", reason: `${key} is required` }] : [] };
  const result = field.schema.safeParse(value);
  if (result.success && !holdsUnknown(value)) return { inputs: { [key]: result.data }, failures: [] };
  const issues = (result.error?.issues ?? []).filter(({ path }) => !isUnknownAt(value, path));
  return { inputs: { [key]: value }, failures: issues.map((issue) => failureOf(key, value, issue)) };
}

/** The engine prints the value of the property that is named: maps and lists may hold secrets, so they are not. */
function failureOf(key: string, value: unknown, issue: z.core.$ZodIssue): CheckFailure {
  const [...path] = issue.path;
  if (issue.code === "unrecognized_keys")
    return { property: "", reason: `${key} does not take ${issue.keys.join(", ")}` };
  if (path.length === 0 && typeof value !== "object") return { property: key, reason: issue.message };
  return { property: "", reason: `${[key, ...path].map(String).join(".")} ${issue.message}` };
}

const suffixLength = 7;

/** As Pulumi makes names: the resource's own name and a random suffix, kept for the life of the resource. */
function autoname(
  key: string,
  field: Field,
  given: Properties,
  olds: Properties,
  makeId: (length: number) => string,
): unknown {
  if (field.autonameLength === undefined) return undefined;
  if (olds[key] !== undefined) return olds[key];
  const logicalName = urnOf(given).split("::").at(-1) ?? "";
  const stem = Array.from(logicalName.trim() || "image").slice(0, field.autonameLength - suffixLength - 1);
  return `${stem.join("").trim()}-${makeId(suffixLength)}`;
}

const closeEnough = 3;

function unexpectedArgument(kind: Declared, key: string): CheckFailure {
  const reason = Object.entries(kind.refuses ?? {}).find(([name]) => name === key)?.[1];
  if (reason !== undefined) return { property: "", reason: `${key} cannot be set: ${reason}` };
  const names = Object.keys(kind.fields);
  const nearest = names.toSorted((a, b) => distance(key, a) - distance(key, b))[0] ?? "";
  const isClose = distance(key.toLowerCase(), nearest.toLowerCase()) <= closeEnough;
  const advice = isClose ? `did you mean ${nearest}?` : `it takes ${names.join(", ")}`;
  return { property: "", reason: `${kind.type} has no argument ${key}; ${advice}` };
}
