/** check: no I/O and no credentials; every failure at once, values that are not known yet pass. */
import { distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Field, Kind } from "../../kinds/kind";
import { brokenRules } from "../inputs/args";
import { secretPathsOf } from "../state/secrets";
import type { Properties } from "../state/stored";
import { urnOf } from "../state/stored";
import { holdsUnknown, isUnknownAt, unknown } from "../state/unknowns";

/** The parts of a kind that check needs, the same for single images and sets. */
export type Declared = Pick<Kind, "type" | "fields" | "rules" | "warnings" | "refuses">;

export interface Checked {
  /** Normalised; checking them again changes nothing. */
  readonly inputs: Properties;
  /** None names a property: the engine would print its value, which may be a secret. */
  readonly failures: readonly string[];
  /** Warnings of the preview. */
  readonly warnings: readonly string[];
}

type FieldCheck = Omit<Checked, "warnings">;

/** Inputs that the class adds and the program does not see. */
const isHidden = (key: string) => key.startsWith("__");
/** Hidden inputs that are for the check alone. */
const passing = new Set(["__preview", "__ignoreChanges"]);

export function check(kind: Declared, olds: Properties, news: Properties, makeId: (length: number) => string): Checked {
  const given = givenIn(news);
  const kept = Object.entries(given).filter(([key, value]) => isHidden(key) && !passing.has(key) && value !== null);
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
    inputs: { ...args, ...Object.fromEntries(kept) },
    failures: [
      ...unexpected.map((key) => unexpectedArgument(kind, key)),
      ...checks.flatMap((one) => one.failures),
      ...judge(kind.rules),
    ],
    warnings: judge(kind.warnings),
  };
}

/** A secret output that turned out undefined arrives as null, and is as if left out. */
function givenIn(news: Properties): Properties {
  const secrets = new Set(secretPathsOf(news).map(([key]) => key));
  const isGiven = ([key, value]: [string, unknown]) =>
    value !== undefined && (value !== null || !(isHidden(key) || secrets.has(key)));
  return Object.fromEntries(Object.entries(news).filter(isGiven));
}

function checkField(
  key: string,
  field: Field,
  given: Properties,
  olds: Properties,
  makeId: (length: number) => string,
): FieldCheck {
  if (given[key] === null) return { inputs: {}, failures: [`${key} must not be null; leave it out instead`] };
  const value = given[key] ?? autoname(key, field, given, olds, makeId);
  if (value === undefined) return { inputs: {}, failures: field.required ? [`${key} is required`] : [] };
  const result = field.schema.safeParse(value);
  if (result.success && !holdsUnknown(value)) return { inputs: { [key]: result.data }, failures: [] };
  const issues = (result.error?.issues ?? []).filter(({ path }) => !isUnknownAt(value, path));
  return { inputs: { [key]: value }, failures: issues.map((issue) => failureOf(key, issue)) };
}

function failureOf(key: string, issue: z.core.$ZodIssue): string {
  const path = [key, ...issue.path].map(String).join(".");
  return `${path} ${issue.code === "unrecognized_keys" ? `does not take ${issue.keys.join(", ")}` : issue.message}`;
}

const suffixLength = 7;

/**
 * As Pulumi makes names: the resource's own name and a random suffix, kept for the life of the resource. A preview does not
 * know the suffix that the update will draw.
 */
function autoname(
  key: string,
  field: Field,
  given: Properties,
  olds: Properties,
  makeId: (length: number) => string,
): unknown {
  if (field.autonameLength === undefined) return undefined;
  if (olds[key] !== undefined) return olds[key];
  if (given["__preview"] === true) return unknown;
  const logicalName = urnOf(given).split("::").at(-1) ?? "";
  const stem = Array.from(logicalName.trim() || "image").slice(0, field.autonameLength - suffixLength - 1);
  return `${stem.join("").trim()}-${makeId(suffixLength)}`;
}

/** A name of another argument is no slip of the pen: at most so many letters of it, and at most half of it, may differ. */
const closeEnough = 3;

function unexpectedArgument(kind: Declared, key: string): string {
  const reason = Object.entries(kind.refuses ?? {}).find(([name]) => name === key)?.[1];
  if (reason !== undefined) return `${key} cannot be set: ${reason}`;
  const names = Object.keys(kind.fields);
  const nearest = names.toSorted((a, b) => distance(key, a) - distance(key, b))[0] ?? "";
  const isClose = distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.min(closeEnough, nearest.length / 2);
  const advice = isClose ? `did you mean ${nearest}?` : `it takes ${names.join(", ")}`;
  return `${kind.type} has no argument ${key}; ${advice}`;
}
