/** The backup behind a whole image: it goes only with an image that was made, and only when the program says so. */
import { brokenBackupId, demoBackupId } from "pulumi-ims-simulator";
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
