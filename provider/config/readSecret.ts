import { ImsError } from "../base/errors";
import type { Found } from "./level";

const longest = 32 * 1024;

/** A value that goes into a header: printable ASCII without blanks; what is wrong with it is said without it. */
export function readSecret({ value, place }: Found): string {
  if (/\s/.test(value))
    throw problem(place, "holds a blank or a line break inside: copy it again, it was probably pasted wrongly");
  if (!/^[\x21-\x7e]+$/.test(value)) throw problem(place, "holds characters that no key or token has: copy it again");
  if (value.length > longest) throw problem(place, "is longer than 32 KiB");
  return value;
}

function problem(place: string, what: string): ImsError {
  return new ImsError("CONFIGURATION", `${place} ${what}.`);
}
