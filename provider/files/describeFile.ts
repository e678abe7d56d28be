/** Describes a local file, or says why it can be no image. A file that was not touched since is read only once. */
import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { systemClock } from "../base/clock";
import { isRecord } from "../base/isRecord";
import { type ContentCache, cacheDirectory, contentCache } from "./contentCache";
import type { LocalFile, UnusableFile } from "./localFile";
import { type Content, readContent } from "./readContent";

/** Files that this process has read or is reading. */
const known = new Map<string, Promise<Content>>();

/** The time of a change may be told in steps of up to two seconds: one that follows at once would not show. */
const settledMs = 2_000;

const machineCache = contentCache(cacheDirectory());

/** @param given a path, absolute or relative to the working directory */
export async function describeFile(
  given: string,
  cache: ContentCache = machineCache,
): Promise<LocalFile | UnusableFile> {
  const path = resolve(given);
  try {
    const before = await stat(path, { bigint: true });
    const problem = problemOf(before);
    if (problem !== undefined) return { path, problem };
    const content = await contentOf(path, before, cache);
    if (stampOf(await stat(path, { bigint: true })) !== stampOf(before)) {
      return { path, problem: "is being written: wait until it is complete" };
    }
    return { path, bytes: Number(before.size), ...content };
  } catch (error) {
    return { path, problem: problemOfError(error) };
  }
}

function problemOf(stats: BigIntStats): string | undefined {
  if (stats.isDirectory()) return "is a directory";
  if (!stats.isFile()) return "is no regular file";
  return stats.size === 0n ? "is empty" : undefined;
}

const wordsOf: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EACCES: "cannot be read: permission denied",
};

function problemOfError(error: unknown): string {
  const code = isRecord(error) && typeof error["code"] === "string" ? error["code"] : "";
  return wordsOf[code] ?? `cannot be read: ${code || String(error)}`;
}

function stampOf({ size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs}`;
}

function contentOf(path: string, stats: BigIntStats, cache: ContentCache): Promise<Content> {
  const key = `${path}\0${stampOf(stats)}`;
  const content = known.get(key) ?? recallOrRead(path, stats, cache);
  known.set(key, content);
  const forget = () => known.delete(key);
  content.then(isSettled(stats) ? undefined : forget, forget);
  return content;
}

async function recallOrRead(path: string, stats: BigIntStats, cache: ContentCache): Promise<Content> {
  const stamp = stampOf(stats);
  const kept = await cache.find(path, stamp);
  if (kept !== undefined) return kept;
  const content = await readContent(path);
  if (isSettled(stats)) await cache.keep(path, stamp, content);
  return content;
}

function isSettled({ mtimeMs }: BigIntStats): boolean {
  return systemClock.now() - Number(mtimeMs) > settledMs;
}
