/** The windows in which a second image can be made all the same: what becomes of it, and who names it. */

import { demoCredentials, quickServerId } from "pulumi-ims-simulator";
import { unfinishedMarker } from "../../../provider/lifecycle/ownership/marker";
import type { World } from "../../support/inProcess";
import { isNamed } from "../../support/isNamed";
import {
  failure,
  finished,
  images,
  type Life,
  lifeIn,
  markerOf,
  onlyImage,
  ownerOf,
  postsOf,
  type Row,
  someKinds,
  urnOf,
  whileWaiting,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const [row] = someKinds as [Row, ...Row[]];
const { kind, program } = row;
const project = demoCredentials.projects["eu-de"] ?? "";

async function refreshed(life: Life): Promise<string> {
  const next = life.next();
  await next.stack.refresh();
  expect(await next.stack.up(program)).toBe("same");
  return next.engine.warned.join("\n");
}

/** A run that was killed in the wait for its job. */
async function killed(world: World): Promise<string> {
  const life = lifeIn(world, kind);
  whileWaiting(life, () => life.engine.die());
  await failure(life.stack.up(program));
  return onlyImage(world).id;
}

const otherImage = "There is another image of this resource; `pulumi-ims orphans` says which of them no state has";

test("W1, killed between the hand-over and the written state: the next create and every refresh say that there is another image", async () => {
  const world = await openWorld();
  await finished(world, row);
  const next = lifeIn(world, kind);
  await next.stack.up(program);
  expect(images(world)).toHaveLength(2);
  expect(next.engine.informed).toEqual([otherImage]);
  const later = next.next();
  await later.stack.refresh();
  expect(later.engine.informed).toEqual([otherImage]);
});

test("W2 and W3, a lost call is executed or shown after the create has ended: refresh names the image, and the next create takes it over", async () => {
  const world = await openWorld();
  const life = await finished(world, row);
  const { key, value } = unfinishedMarker(ownerOf(life.stack.known().outputs));
  const late = world.simulator.edit.addImage({ name: "golden", project, tags: { [key]: value } });
  expect(await refreshed(life)).toContain(late);

  await life.next().stack.destroy();
  const again = lifeIn(world, kind);
  await again.stack.up(program);
  expect(onlyImage(world).id).toBe(late);
  expect(postsOf(world)).toBe(0);
});

test("W3, a second create was killed before lists showed the image of the first: the next one continues the younger image and names the other", async () => {
  const world = await openWorld();
  const older = await killed(world);
  const marker = markerOf(onlyImage(world)).replace(/[^-]*$/, "a".repeat(10));
  await world.clock.sleep(60_000);
  const younger = world.simulator.edit.addImage({ name: "golden", project, tags: { "pulumi-ims": marker } });
  const next = lifeIn(world, kind);
  await next.stack.up(program);
  expect(next.stack.known().id).toBe(younger);
  expect(next.engine.warned).toEqual([
    expect.stringContaining(`image ${older} in eu-de was begun for this resource by another run`),
  ]);
  expect(images(world).map(({ id }) => id)).toContain(older);
});

test("W4, other inputs after a kill: a new image, and the create names the first one", async () => {
  const world = await openWorld();
  const first = await killed(world);
  const next = lifeIn(world, kind);
  await next.stack.up({ ...program, [row.source]: quickServerId });
  expect(next.engine.warned).toEqual([expect.stringContaining(first)]);
  expect(next.stack.known().id).not.toBe(first);
});

test("W4, another name of the resource after a kill: a new image, and no run names the first one", async () => {
  const world = await openWorld();
  const first = await killed(world);
  const next = lifeIn(world, kind);
  await next.stack.up({ ...program, __urn: urnOf(kind.type, "renamed") });
  expect(next.engine.warned).toEqual([]);
  expect(images(world).map(({ id }) => id)).toContain(first);
});

test("W5, a state from before the create is restored: a second image, and the create says that there is another", async () => {
  const world = await openWorld();
  await finished(world, row);
  const restored = lifeIn(world, kind);
  await restored.stack.up(program);
  expect(restored.engine.informed).toEqual([otherImage]);
});

test("W6, two runs on one stack at once: refresh and up end with one image in the state, and name any other", async () => {
  const world = await openWorld();
  const [one, other] = [lifeIn(world, kind), lifeIn(world, kind)];
  const runs = await Promise.allSettled([one.stack.up(program), other.stack.up(program)]);
  expect(runs.map(({ status }) => status)).toContain("fulfilled");
  // The state of the run that was written last is what is left.
  const last = (other.stack.state === undefined ? one : other).next();
  await last.stack.refresh();
  await last.stack.up(program);
  const { id } = last.stack.known();
  expect(markerOf(images(world).find((image) => image.id === id) ?? onlyImage(world))).toMatch(/^o-/);
  const named = await refreshed(last);
  const orphans = images(world).filter((image) => image.id !== id);
  expect(orphans.filter((orphan) => !isNamed(images(world), orphan.id, named))).toEqual([]);
});

test("S2, a forced replacement right after a kill of the CLI: the same image, and a word to run it again", async () => {
  const world = await openWorld();
  const life = await finished(world, row);
  const { id } = life.stack.known();
  await life.process.ports.handOvers.revert();
  const next = life.next();
  await next.stack.forceReplace(program);
  expect(next.stack.known().id).toBe(id);
  expect(next.engine.warned).toEqual([expect.stringContaining("run the replacement again for a new one")]);

  const again = next.next();
  await again.stack.forceReplace(program);
  expect(onlyImage(world).id).toBe(again.stack.known().id);
  expect(again.stack.known().id).not.toBe(id);
});
