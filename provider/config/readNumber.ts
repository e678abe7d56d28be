import { ImsError } from "../base/errors";
import type { Found } from "./level";

export interface NumberLimits {
  /** The unit, in the words of a message. */
  readonly of: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: true;
}

/** A setting that is a number; undefined where nothing is set. */
export function readNumber(found: Found | undefined, limits: NumberLimits): number | undefined {
  if (found === undefined) return undefined;
  const { of, least, most, isWhole } = limits;
  const value = Number(found.value);
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  const number = isWhole ? "a whole number" : "a number";
  throw new ImsError(
    "CONFIGURATION",
    `${found.place} must be ${number} of ${of} from ${least} to ${most}, not "${found.value}".`,
  );
}
