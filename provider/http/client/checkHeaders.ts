import { ImsError } from "../../base/errors";

const longestValue = 32 * 1024;

/** A value beyond printable ASCII would be signed in one encoding and sent in another, or begin a header of its own. */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\x20-\x7e]*$/.test(value) && value.length <= longestValue) continue;
    throw new ImsError(
      "CONFIGURATION",
      `The header ${name} cannot be sent: it may hold printable ASCII only, at most 32 KB. Check the credentials and the project.`,
    );
  }
}
