/** Descriptions of files in the cache directory of the machine: a file that was not touched since is not read again. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../base/isRecord";
import type { Content } from "./readContent";

export interface ContentCache {
  /** @param stamp changes whenever the file is touched */
  find(path: string, stamp: string): Promise<Content | undefined>;
  keep(path: string, stamp: string, content: Content): Promise<void>;
}

export function cacheDirectory(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-ims", "files");
}

/** A cache that cannot be read or written is as good as none: the file is read again. */
export function contentCache(directory: string): ContentCache {
  const entryOf = (path: string) => join(directory, `${createHash("sha256").update(path).digest("hex")}.json`);
  return {
    find: async (path, stamp) => {
      const text = await readFile(entryOf(path), "utf8").catch(() => "{}");
      return contentIn(text, stamp);
    },
    keep: async (path, stamp, content) => {
      const entry = entryOf(path);
      const draft = `${entry}.${process.pid}`;
      try {
        await mkdir(directory, { recursive: true });
        await writeFile(draft, JSON.stringify({ path, stamp, ...content }));
        await rename(draft, entry);
      } catch {
        return;
      }
    },
  };
}

function contentIn(text: string, stamp: string): Content | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    if (!isRecord(entry) || entry["stamp"] !== stamp || typeof entry["sha256"] !== "string") return undefined;
    const { sha256, format } = entry;
    return { sha256, ...(typeof format === "string" ? { format } : {}) };
  } catch {
    return undefined;
  }
}
