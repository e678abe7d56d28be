/** What a local file is described as, and when it is read again. */
import { createHash } from "node:crypto";
import { readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ContentCache, cacheDirectory, contentCache } from "../../../provider/files/contentCache";
import { describeFile } from "../../../provider/files/describeFile";
import { tempFolders } from "../../support/tempFolder";

const newFolder = tempFolders();
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const longAgo = new Date("2026-01-01T00:00:00Z");

/** Files whose time of change is old, so that what they hold is kept. */
function settledFile(content: string | Buffer) {
  const folder = newFolder();
  const path = folder.write("disk.raw", content);
  utimesSync(path, longAgo, longAgo);
  return { folder, path };
}

/** A cache that notes what it is asked. */
function watched(cache: ContentCache) {
  const kept: string[] = [];
  const found: boolean[] = [];
  const watching: ContentCache = {
    find: async (path, stamp) => {
      const content = await cache.find(path, stamp);
      found.push(content !== undefined);
      return content;
    },
    keep: async (path, stamp, content) => {
      kept.push(content.sha256);
      await cache.keep(path, stamp, content);
    },
  };
  return { watching, kept, found };
}

test("a file is its absolute path, its size and the SHA-256 of its content, wherever the process stands", async () => {
  const path = newFolder().write("disk.raw", "some bytes");
  const description = { path, bytes: 10, sha256: sha256("some bytes") };
  expect(await describeFile(path)).toEqual(description);
  expect(await describeFile(relative(process.cwd(), path))).toEqual(description);
});

test("a file of several pieces is hashed as a whole", async () => {
  const content = Buffer.alloc(700_000, "abc");
  expect(await describeFile(newFolder().write("disk.raw", content))).toMatchObject({ sha256: sha256(content) });
});

test("a link stands for the file that it leads to", async () => {
  const folder = newFolder();
  folder.write("disk.raw", "x");
  symlinkSync(join(folder.path, "disk.raw"), join(folder.path, "latest"));
  expect(await describeFile(join(folder.path, "latest"))).toMatchObject({ sha256: sha256("x") });
});

test.each([
  ["qcow2", 0, "QFI\xfb\0\0\0\x03"],
  ["qcow", 0, "QFI\xfb\0\0\0\x01"],
  ["vmdk", 0, "KDMV"],
  ["vhd", 0, "conectix"],
  ["vhdx", 0, "vhdxfile"],
  ["iso", 32_769, "CD001"],
  ["vdi", 64, "\x7f\x10\xda\xbe"],
  ["gzip", 0, "\x1f\x8b\x08"],
  ["tar", 257, "ustar"],
])("the first bytes of a %s file show what it is", async (format, at, word) => {
  const content = Buffer.alloc(40_000);
  content.write(word, at, "latin1");
  expect(await describeFile(newFolder().write("file", content))).toMatchObject({ format });
});

describe("a path that leads to no image file is told with the reason:", () => {
  test.each([
    ["nothing", (folder: string) => join(folder, "missing.raw"), "does not exist"],
    ["a folder", (folder: string) => folder, "is a directory"],
    ["a device", () => "/dev/null", "is no regular file"],
    [
      "an empty file",
      (folder: string) => {
        writeFileSync(join(folder, "empty"), "");
        return join(folder, "empty");
      },
      "is empty",
    ],
    [
      "a file below a file",
      (folder: string) => {
        writeFileSync(join(folder, "file"), "x");
        return join(folder, "file", "below");
      },
      "does not exist",
    ],
    [
      "a link to itself",
      (folder: string) => {
        symlinkSync(join(folder, "loop"), join(folder, "loop"));
        return join(folder, "loop");
      },
      "cannot be read: ELOOP",
    ],
  ])("%s", async (_what, make, problem) => {
    const path = make(newFolder().path);
    expect(await describeFile(path)).toEqual({ path, problem });
  });
});

test("a file that is written while it is read is told", async () => {
  const { path } = settledFile("before");
  const cache: ContentCache = {
    find: async () => {
      writeFileSync(path, "after, and longer");
      return undefined;
    },
    keep: async () => undefined,
  };
  expect(await describeFile(path, cache)).toEqual({ path, problem: "is being written: wait until it is complete" });
});

describe("what a file holds is kept on the machine", () => {
  test("and found by the next process as long as nobody touches the file", async () => {
    const { folder, path } = settledFile("some bytes");
    const { watching, kept, found } = watched(contentCache(join(folder.path, "cache")));
    await describeFile(path, watching);
    const other = anotherProcess();
    expect(await other(path, watching)).toMatchObject({ sha256: sha256("some bytes") });
    expect([found, kept]).toEqual([[false, true], [sha256("some bytes")]]);

    writeFileSync(path, "other byte");
    utimesSync(path, longAgo, longAgo);
    expect(statSync(path).size).toBe(10);
    expect(await other(path, watching)).toMatchObject({ sha256: sha256("other byte") });
  });

  test("but not of a file that was changed a moment ago", async () => {
    const folder = newFolder();
    const path = folder.write("disk.raw", "fresh");
    const { watching, kept } = watched(contentCache(join(folder.path, "cache")));
    await describeFile(path, watching);
    expect(kept).toEqual([]);
  });

  test("and several resources with one file read it once", async () => {
    const { folder, path } = settledFile("some bytes");
    const { watching, found } = watched(contentCache(join(folder.path, "cache")));
    await Promise.all([describeFile(path, watching), describeFile(path, watching), describeFile(path, watching)]);
    expect(found).toHaveLength(1);
  });

  test.each(["not JSON", "[]", '{"stamp":7}'])("and an entry that says %s counts for nothing", async (text) => {
    const { folder, path } = settledFile("some bytes");
    const directory = join(folder.path, "cache");
    const cache = contentCache(directory);
    await cache.keep(path, "s", { sha256: "h" });
    const [entry] = readdirSync(directory);
    writeFileSync(join(directory, entry ?? ""), text);
    expect(await cache.find(path, "s")).toBeUndefined();
  });

  test("and a folder that cannot be written is as good as none", async () => {
    const { path } = settledFile("some bytes");
    const blocked = contentCache(join(path, "below a file"));
    expect(await describeFile(path, blocked)).toMatchObject({ sha256: sha256("some bytes") });
  });

  test("where other programs keep such things", () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: "/caches" })).toBe("/caches/pulumi-ims/files");
    expect(cacheDirectory({})).toMatch(/\.cache\/pulumi-ims\/files$/);
  });
});

/** The module with nothing remembered, as a new process has it. */
function anotherProcess(): typeof describeFile {
  let fresh: typeof describeFile = describeFile;
  jest.isolateModules(() => {
    fresh = (require("../../../provider/files/describeFile") as { describeFile: typeof describeFile }).describeFile;
  });
  return fresh;
}
