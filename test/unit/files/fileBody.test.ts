/** The content of a file on its way: whole, and only when it is what was described. */
import { appendFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { confirmFile } from "../../../provider/files/confirmFile";
import { describeFile } from "../../../provider/files/describeFile";
import { fileBody } from "../../../provider/files/fileBody";
import type { LocalFile } from "../../../provider/files/localFile";
import { tempFolders } from "../../support/tempFolder";

const newFolder = tempFolders();
const content = Buffer.alloc(300_000, "0123456789");

async function described(): Promise<LocalFile> {
  const description = await describeFile(newFolder().write("disk.raw", content));
  if ("problem" in description) throw new Error(description.problem);
  return description;
}

/** What comes out, and how it ends. */
async function pour(file: LocalFile): Promise<{ bytes: number; end: string }> {
  let bytes = 0;
  try {
    for await (const piece of fileBody(file).open()) bytes += piece.length;
    return { bytes, end: "whole" };
  } catch (error) {
    return { bytes, end: error instanceof Error ? error.message : String(error) };
  }
}

test("has the length of the file, and its content each time that it is opened", async () => {
  const body = fileBody(await described());
  expect(body.length).toBe(content.length);
  expect((await buffer(body.open())).equals(content)).toBe(true);
  expect((await buffer(body.open())).equals(content)).toBe(true);
});

test.each([
  ["was overwritten", (path: string) => writeFileSync(path, Buffer.alloc(content.length, "9"))],
  ["has grown", (path: string) => appendFileSync(path, "more")],
  ["has shrunk", (path: string) => truncateSync(path, 100)],
])("a file that %s is never sent to its end", async (_what, change) => {
  const file = await described();
  change(file.path);
  const { bytes, end } = await pour(file);
  expect(end).toBe(
    `${file.path} was changed after \`pulumi up\` had looked at it: leave it alone and run \`pulumi up\` again`,
  );
  expect(bytes).toBeLessThan(content.length);
  await expect(confirmFile(file)).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: end });
});

test("a file that is gone is an error, here and before", async () => {
  const file = await described();
  await expect(confirmFile(file)).resolves.toBeUndefined();
  rmSync(file.path);
  expect(await pour(file)).toEqual({ bytes: 0, end: expect.stringContaining("ENOENT") });
  await expect(confirmFile(file)).rejects.toThrow(`${file.path} does not exist`);
});
