import { readFileSync, statSync } from "node:fs";
import { ImsError, messageOf } from "../../base/errors";

const longestFile = 1024 * 1024;

/** The PEM text of a setting that holds it, or that holds the path of a file with it. */
export function readPem(what: string, setting: string): string {
  const text = setting.includes("-----BEGIN ") ? setting : readSmallFile(what, setting);
  if (text.includes("-----BEGIN ")) return text;
  throw new ImsError("CONFIGURATION", `The ${what} in ${setting} is no PEM file: it has no line "-----BEGIN …".`);
}

function readSmallFile(what: string, path: string): string {
  try {
    if (statSync(path).size > longestFile) throw new Error("it is larger than 1 MiB");
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ImsError("CONFIGURATION", `The ${what} in ${path} cannot be read: ${messageOf(error)}.`);
  }
}
