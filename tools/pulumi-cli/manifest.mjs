import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const manifestName = "manifest.json";

/** The list of files of a finished installation: written last, so its presence says that the rest is there. */
export const manifest = {
  write(dir, version, names) {
    const files = Object.fromEntries(names.map((name) => [name, describe(join(dir, name))]));
    writeFileSync(join(dir, manifestName), `${JSON.stringify({ version, files }, undefined, 2)}\n`);
  },

  /** The version if every listed file has its size, otherwise undefined. Hashes are for people who want to compare. */
  read(dir) {
    try {
      const { version, files } = JSON.parse(readFileSync(join(dir, manifestName), "utf8"));
      const complete = Object.entries(files).every(([name, { size }]) => statSync(join(dir, name)).size === size);
      return complete ? version : undefined;
    } catch {
      return undefined;
    }
  },
};

function describe(path) {
  const content = readFileSync(path);
  return { size: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}
