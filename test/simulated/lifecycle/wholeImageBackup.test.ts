/** The backup behind a whole image: it goes only with an image that was made, and only when the program says so. */
import { brokenBackupId, demoBackupId, secondBackupId } from "pulumi-ims-simulator";
import { kinds, type World } from "../../support/inProcess";
import { changesOf, failure, images, lifeIn, urnOf, whileWaiting, worlds } from "./support/lives";

const openWorld = worlds();
const kind = kinds.cbrWholeImage;
const program = { name: "whole", backupId: demoBackupId, deleteBackup: true, __urn: urnOf(kind.type) };
const backups = ({ simulator }: World) => simulator.truth().backups.map(({ id }) => id);

test("a job that fails leaves the backup alone, and no image", async () => {
  const world = await openWorld();
  const { stack } = lifeIn(world, kind);
  const error = await failure(stack.up({ ...program, backupId: brokenBackupId }));
  expect(error.message).toContain("IMG.0032");
  expect(images(world)).toEqual([]);
  expect(stack.state).toBeUndefined();
  expect(backups(world)).toContain(brokenBackupId);
});

test("a job that fails after a Ctrl-C leaves the backup alone when what is left of its image is deleted", async () => {
  const world = await openWorld();
  const life = lifeIn(world, kind);
  const broken = { ...program, backupId: brokenBackupId };
  whileWaiting(life, () => life.engine.cancel());
  await failure(life.stack.up(broken));
  expect(life.stack.state).toBeDefined();
  await life.next().stack.destroy();
  expect(images(world)).toEqual([]);
  expect(backups(world)).toContain(brokenBackupId);
});

test.each([
  ["goes with", true, false],
  ["stays behind", false, true],
] as const)("the backup %s a finished image when deleteBackup is %s", async (_what, deleteBackup, stays) => {
  const world = await openWorld();
  const life = lifeIn(world, kind);
  await life.stack.up({ ...program, deleteBackup });
  expect(backups(world)).toContain(demoBackupId);
  await life.next().stack.destroy();
  expect(images(world)).toEqual([]);
  expect(backups(world).includes(demoBackupId)).toBe(stays);
});

test.each([
  ["to true", false, true],
  ["to false", true, false],
  ["from nothing to true", undefined, true],
] as const)("deleteBackup changed %s sends no change, and the later destroy honours it", async (_what, from, to) => {
  const world = await openWorld();
  const first = lifeIn(world, kind);
  await first.stack.up({ ...program, deleteBackup: from });
  world.simulator.resetLog();
  const second = first.next();
  expect(await second.stack.up({ ...program, deleteBackup: to })).toBe("update");
  expect(changesOf(world)).toEqual([]);
  expect(await second.stack.up({ ...program, deleteBackup: to })).toBe("same");
  await second.next().stack.destroy();
  expect(images(world)).toEqual([]);
  expect(backups(world).includes(demoBackupId)).toBe(!to);
});

test("a replacement from the same backup deletes the old image first, because a backup makes one image only", async () => {
  const world = await openWorld();
  const { stack } = lifeIn(world, kind);
  await stack.up({ ...program, deleteBackup: false });
  const { id } = stack.known();
  const { outputs } = stack.known();
  stack.known().outputs = { ...outputs, __phase: "failed" };
  expect(await stack.preview(program)).toEqual({ step: "replace", replaces: ["status"], deletesFirst: true });
  expect(await stack.up({ ...program, deleteBackup: false })).toBe("replace");
  expect(images(world)).toHaveLength(1);
  expect(stack.known().id).not.toBe(id);
});

test("a replacement from another backup makes the new image first", async () => {
  const world = await openWorld();
  const { stack } = lifeIn(world, kind);
  await stack.up(program);
  const change = { ...program, backupId: secondBackupId };
  expect(await stack.preview(change)).toEqual({ step: "replace", replaces: ["backupId"] });
});

test("a replacement that would delete the backup which the new image needs is refused at the preview", async () => {
  const world = await openWorld();
  const { stack } = lifeIn(world, kind);
  await stack.up(program);
  const change = { ...program, wholeImageType: "CSBS", deleteBackup: false };
  await expect(stack.preview(change)).rejects.toThrow(
    "A change of wholeImageType replaces this CbrWholeImage, but deleteBackup is true",
  );
  expect(await stack.up({ ...program, deleteBackup: false })).toBe("update");
  expect(await stack.preview(change)).toEqual({ step: "replace", replaces: ["wholeImageType"], deletesFirst: true });
});
