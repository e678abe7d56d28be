/** An image from a local file: uploaded once into its record, and replaced by other content only. */
import { createHash } from "node:crypto";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeFile } from "../../../provider/files/describeFile";
import { kinds } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import { tempFolders } from "../../support/tempFolder";
import { afterCall, failure, images, lifeIn, onlyImage, urnOf, worlds } from "./support/lives";

const openWorld = worlds();
const newFolder = tempFolders();
const kind = kinds.registeredImage;
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const upload = { method: "PUT", path: "/file$" } as const;
const content = "a disk of 300 kB".repeat(20_000);
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** What the class sends for a program with this file. */
async function programWith(path: string, others: Properties = {}): Promise<Properties> {
  const program = { name: "local", diskFormat: "raw", osVersion: "CentOS 7.6 64bit", tags: { team: "base" } };
  return { ...program, ...others, localFile: await describeFile(path), __urn: urnOf(kind.type) };
}

async function scene(options = {}) {
  const world = await openWorld(options);
  const folder = newFolder();
  const path = folder.write("disk.raw", content);
  return { world, folder, path, program: await programWith(path), life: lifeIn(world, kind) };
}

type World = Awaited<ReturnType<typeof openWorld>>;
const uploads = ({ simulator }: World) => simulator.log.filter(({ operation }) => operation === "uploadFile");
const records = ({ simulator }: World) => simulator.log.filter(({ operation }) => operation === "createNativeImage");

test("record and file are one resource: made, kept, refreshed and taken down", async () => {
  const { world, program, life } = await scene();
  expect(await life.stack.up(program)).toBe("create");
  const image = onlyImage(world);
  expect(image).toMatchObject({
    status: "active",
    image: { checksum: md5(content), __image_size: String(content.length) },
  });
  expect(life.stack.known().outputs).toMatchObject({ imageId: image.id, localFile: program["localFile"] });
  const next = life.next();
  expect(await next.stack.up(program)).toBe("same");
  expect(await next.stack.refresh()).toBe("kept");
  expect(await next.stack.up(program)).toBe("same");
  await next.stack.destroy();
  expect(images(world)).toEqual([]);
  expect(uploads(world)).toHaveLength(1);
});

test("the resource's row shows how much of the file is on its way", async () => {
  const { program, life } = await scene();
  await life.stack.up(program);
  const shown = life.engine.progressed.filter((text) => text.startsWith("uploading"));
  expect(shown.at(0)).toBe("uploading 20 % of 313 KiB");
  expect(shown.at(-1)).toBe("uploading 100 % of 313 KiB");
  expect(life.engine.progressed).toContain("file uploaded");
});

test("the row shows that an upload is refused for the time being, and what the end by Ctrl-C comes from", async () => {
  const { world, program, life } = await scene({
    faults: [{ match: upload, effect: { kind: "throttle", retryAfter: "40" } }],
  });
  life.engine.onProgress = (message) => {
    if (message.startsWith("APIGW.0308")) life.engine.cancel();
  };
  const { message } = await failure(life.stack.up(program));
  expect(life.engine.progressed.at(-1)).toMatch(/^APIGW\.0308, next try \d\d:\d\d:\d\d: upload image file: /);
  expect(message).toMatch(/upload image file: interrupted; the last try: .*APIGW\.0308.*after 1 attempt,/);
  expect(life.stack.known().outputs).toMatchObject({ imageId: onlyImage(world).id, __phase: "pending" });
});

test("the same content under another path is no difference", async () => {
  const { folder, path, program, life } = await scene();
  await life.stack.up(program);
  const copy = join(folder.path, "copy.raw");
  copyFileSync(path, copy);
  expect(await life.next().stack.up(await programWith(copy))).toBe("same");
});

test("other content under the same path replaces the image", async () => {
  const { world, path, program, life } = await scene();
  await life.stack.up(program);
  const { id } = onlyImage(world);
  writeFileSync(path, "another disk");
  const next = life.next();
  expect(await next.stack.up(await programWith(path))).toBe("replace");
  expect(onlyImage(world)).toMatchObject({ image: { checksum: md5("another disk") } });
  expect(onlyImage(world).id).not.toBe(id);
});

test("a file in object storage instead replaces the image", async () => {
  const { program, life } = await scene();
  await life.stack.up(program);
  const { localFile: _, ...rest } = program;
  const other = { ...rest, imageUrl: "bucketname:Centos6.5-disk1.vmdk" };
  expect(await life.next().stack.preview(other)).toMatchObject({ replaces: ["imageUrl", "localFile"] });
});

test("a path that is not known yet passes a preview, and may mean another file", async () => {
  const { program, life } = await scene();
  const later = { ...program, localFile: unknown };
  expect(await life.stack.preview(later)).toMatchObject({ step: "create" });
  await life.stack.up(program);
  expect(await life.next().stack.preview(later)).toMatchObject({ step: "replace", replaces: ["localFile"] });
});

describe("a preview refuses", () => {
  test.each([
    ["a file that is missing", "missing.raw", undefined, {}, /^localFile .*missing\.raw does not exist$/],
    ["a folder", ".", undefined, {}, /^localFile .* is a directory$/],
    ["an empty file", "empty.raw", "", {}, /^localFile .*empty\.raw is empty$/],
    [
      "a file of another format than the default",
      "disk.qcow2",
      "QFI\xfb\0\0\0\x03",
      { diskFormat: undefined },
      /is a qcow2 file, and diskFormat is left out and means zvhd2: set diskFormat to qcow2$/,
    ],
    [
      "a file of another format",
      "disk",
      "conectix",
      {},
      /is a vhd file, and diskFormat is raw: set diskFormat to vhd$/,
    ],
    [
      "a file that is not what diskFormat says",
      "disk",
      "KDMV",
      { diskFormat: "qcow2" },
      /does not begin like a qcow2 file, but like a vmdk file: correct diskFormat or the file$/,
    ],
    ["an archive", "disk.gz", "\x1f\x8b\x08", {}, /is a gzip archive: unpack it first$/],
    ["two files", "disk", "x", { imageUrl: "b:o" }, /^imageUrl and localFile cannot be set together/],
  ])("%s", async (_what, name, bytes, others, reason) => {
    const { folder, life } = await scene();
    if (bytes !== undefined) folder.write(name, Buffer.from(bytes, "latin1"));
    const error = await failure(programWith(join(folder.path, name), others).then((args) => life.stack.preview(args)));
    expect(error.message).toMatch(reason);
  });

  test("no file at all, and what is no path", async () => {
    const { program, life } = await scene();
    const { localFile, ...rest } = program;
    await expect(life.stack.preview(rest)).rejects.toThrow("imageUrl or localFile is required: the file of the image");
    await expect(life.stack.preview({ ...rest, localFile: 7 })).rejects.toThrow("must be the path of a file");
    const huge = { ...(localFile as Properties), bytes: 128 * 1024 ** 3 };
    await expect(life.stack.preview({ ...rest, localFile: huge })).rejects.toThrow(
      /the service takes less than 128 GB/,
    );
  });
});

test.each([
  ["vmdk", "KDMV", undefined],
  ["raw", "anything", "raw"],
])("a %s file that diskFormat cannot tell from its first bytes passes", async (_format, bytes, diskFormat) => {
  const { folder, life } = await scene();
  const program = await programWith(folder.write("disk", bytes), { diskFormat });
  expect(await life.stack.preview(program)).toMatchObject({ step: "create" });
});

test("more than 12 MB with an access key is refused before anything is made", async () => {
  const { world, folder, life } = await scene();
  const program = await programWith(folder.write("large.raw", Buffer.alloc(12 * 1024 * 1024 + 1, "x")));
  const error = await failure(life.stack.up(program));
  expect(error.message).toMatch(/large\.raw has 12\.0 MiB: the gateway takes more than 12 MiB only with a token/);
  expect(life.stack.state).toBeUndefined();
  expect(records(world)).toEqual([]);
});

test.each([
  ["before it was taken in", "before", 2],
  ["in the middle of the file", "during", 2],
  ["after it was taken in", "after", 1],
] as const)("a connection that is cut %s leaves one image with the whole file", async (_when, when, calls) => {
  const { world, program, life } = await scene();
  world.simulator.addFaults({ match: { ...upload, nth: 1 }, effect: { kind: "reset", when } });
  await life.stack.up(program);
  expect(onlyImage(world)).toMatchObject({ status: "active", image: { checksum: md5(content) } });
  expect([records(world).length, uploads(world).length]).toEqual([1, calls]);
});

test("a record that the service has given up after a cut is removed, and the next up makes another", async () => {
  const { world, program, life } = await scene();
  world.simulator.addFaults({ match: { ...upload, nth: 1 }, effect: { kind: "reset", when: "during" } });
  const stack = afterCall(life, kind, "show image", () =>
    world.simulator.edit.updateImage(onlyImage(world).id, { status: "killed" }),
  );
  const error = await failure(stack.up(program));
  expect(error.message).toMatch(/killed/);
  expect([stack.state, images(world)]).toEqual([undefined, []]);
  expect(await life.next().stack.up(program)).toBe("create");
  expect(onlyImage(world).status).toBe("active");
});

test("an upload that never comes through ends with what is recorded, and the next up begins it again", async () => {
  const { world, program, life } = await scene();
  world.simulator.addFaults({ match: upload, effect: { kind: "reset", when: "during" } });
  await failure(life.stack.up(program));
  expect(onlyImage(world).status).toBe("queued");
  expect(life.stack.known().id).toBe(onlyImage(world).id);
  world.simulator.clearFaults();
  expect(await life.next().stack.up(program)).toBe("update");
  expect(onlyImage(world)).toMatchObject({ status: "active", image: { checksum: md5(content) } });
  expect(records(world)).toHaveLength(1);
});

test("Ctrl-C in the middle of the upload ends it, and the next up goes on with the same record", async () => {
  const { world, program, life } = await scene();
  life.engine.onProgress = (message) => {
    if (message.startsWith("uploading")) life.engine.cancel();
  };
  const error = await failure(life.stack.up(program));
  expect(error.message).toMatch(/Run `pulumi up` to continue; nothing is made twice\./);
  expect(onlyImage(world).status).toBe("queued");
  expect(await life.next().stack.up(program)).toBe("update");
  expect(onlyImage(world).status).toBe("active");
  expect(records(world)).toHaveLength(1);
});

test("a process that is killed in the middle leaves a record that the next create fills", async () => {
  const { world, program, life } = await scene();
  life.engine.onProgress = (message) => {
    if (message.startsWith("uploading")) life.engine.die();
  };
  await failure(life.stack.up(program));
  expect(await life.afterKill().stack.up(program)).toBe("create");
  expect(onlyImage(world).status).toBe("active");
  expect(records(world)).toHaveLength(1);
});

test("another file after an interrupted upload makes a new record and removes the old one", async () => {
  const { world, path, program, life } = await scene();
  world.simulator.addFaults({ match: upload, effect: { kind: "reset", when: "during" } });
  await failure(life.stack.up(program));
  world.simulator.clearFaults();
  writeFileSync(path, "another disk");
  expect(await life.next().stack.up(await programWith(path))).toBe("replace");
  expect(onlyImage(world)).toMatchObject({ status: "active", image: { checksum: md5("another disk") } });
});

test.each([
  ["changed", (path: string) => writeFileSync(path, "x".repeat(content.length)), /was changed after/],
  ["removed", (path: string) => rmSync(path), /does not exist/],
])("a file that is %s before the create is refused before anything is made", async (_what, change, reason) => {
  const { world, path, program, life } = await scene();
  change(path);
  expect((await failure(life.stack.up(program))).message).toMatch(reason);
  expect([life.stack.state, records(world)]).toEqual([undefined, []]);
});

test("a file that is changed while it is uploaded never becomes an image", async () => {
  const { world, path, program, life } = await scene();
  life.engine.onProgress = (message) => {
    if (message.startsWith("uploading")) writeFileSync(path, "x".repeat(content.length));
  };
  const error = await failure(life.stack.up(program));
  expect(error.message).toMatch(/disk\.raw was changed after `pulumi up` had looked at it/);
  expect([life.stack.state, images(world)]).toEqual([undefined, []]);
});

test("an upload that the service refuses leaves no record behind", async () => {
  const { world, program, life } = await scene();
  world.simulator.addFaults({ match: upload, effect: { kind: "respond", status: 400, body: "Bad Request" } });
  await failure(life.stack.up(program));
  expect([life.stack.state, images(world)]).toEqual([undefined, []]);
});

test("`.get` reads an image without a file", async () => {
  const { world, program, life } = await scene();
  await life.stack.up(program);
  const { id } = onlyImage(world);
  const found = await life.next().process.provider(kind).read(id, {});
  expect(found).toMatchObject({ id, props: { status: "active", imageId: id } });
});
