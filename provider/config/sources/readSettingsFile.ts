import { readFileSync, statSync } from "node:fs";
import { ImsError, messageOf } from "../../base/errors";

/** Takes what the user should know. */
export type Notice = (text: string) => void;

const longestBytes = 1024 * 1024;
const readableByOthers = 0o077;

/** The text of a file with settings; undefined when there is none. Says so when others can read a secret in it. */
export function readSettingsFile(
  path: string,
): { readonly text: string; warnOfReaders(notice: Notice): void } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return undefined;
  if (stat.size > longestBytes) throw new ImsError("CONFIGURATION", `${path} is larger than 1 MiB.`);
  try {
    return {
      text: readFileSync(path, "utf8"),
      warnOfReaders: (notice) => {
        if ((stat.mode & readableByOthers) !== 0 && process.platform !== "win32") {
          notice(`${path} holds credentials and can be read by other users of this machine: chmod 600 ${path}.`);
        }
      },
    };
  } catch (error) {
    throw new ImsError("CONFIGURATION", `${path} cannot be read: ${messageOf(error)}.`);
  }
}
