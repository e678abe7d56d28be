/** A folder for the files of one test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TempFolder {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, content: string | Buffer): string;
}

/** The folder is removed after each test. */
export function tempFolders(): () => TempFolder {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  });
  return () => {
    const path = mkdtempSync(join(tmpdir(), "pulumi-ims-"));
    made.push(path);
    return {
      path,
      write: (name, content) => {
        const file = join(path, name);
        writeFileSync(file, content);
        return file;
      },
    };
  };
}
