/** One kill, the next run, and the judgement: nothing lost, nothing twice, and nothing left to do. */

import type { StoredImage } from "pulumi-ims-simulator";
import { markerOf } from "../../support/grpcWorld";
import { isNamed } from "../../support/isNamed";
import type { KillPoint } from "./killPoint";
import type { KillWorld } from "./killWorld";
import type { Subject } from "./subjects";
import type { Verb } from "./verbs";

export interface KillCase {
  readonly subject: Subject;
  readonly verb: Verb;
  readonly point: KillPoint;
}

export interface Verdict {
  /** False when the operation ended before the point came. */
  readonly struck: boolean;
  /** The images that were handed over to nobody: the window between the executed swap and the written state. */
  readonly inWindow: number;
  readonly violations: readonly string[];
}

export async function runKill(world: KillWorld, { subject, verb, point }: KillCase, chance: number): Promise<Verdict> {
  world.clean();
  await verb.prepare(world, subject);
  const struck = await world.strike(point, chance, () => verb.act(world, subject));
  const lost = lostHandOvers(world);
  const violations = await judge(world, subject, verb, lost).catch((error: unknown) => [`the next run: ${error}`]);
  if (lost.length > 0 && !isHandOver(point)) violations.push("an image was handed over to nobody");
  return { struck, inWindow: lost.length, violations };
}

/** Where window W1 is open: at the call that changes the marker, and right before it. */
function isHandOver({ path, moment }: KillPoint): boolean {
  return path.endsWith("/tags/action$") || moment === "between";
}

/** Window W1: handed over, and nobody has written it down. */
function lostHandOvers(world: KillWorld): readonly StoredImage[] {
  const known = claimedImages(world);
  return world.images().filter((image) => markerOf(image) === "o" && !known.includes(image.id));
}

async function judge(world: KillWorld, subject: Subject, verb: Verb, lost: readonly StoredImage[]): Promise<string[]> {
  const violations: string[] = [];
  const expect = (what: string, holds: boolean) => {
    if (!holds) violations.push(what);
  };
  const orphans = new Set(lost.map(({ id }) => id));
  const ours = () => world.images().filter(({ id }) => !orphans.has(id));
  const wanted = verb.leavesImages ? subject.images : 0;

  await world.next();
  if (lost.length > 0 && subject.onlyOnce) {
    const refused = await verb.act(world, subject).then(
      () => false,
      () => true,
    );
    expect("a second image of the source was made", refused && ours().length === 0);
    expect(
      "the image that is there is not named",
      lost.every(({ id }) => isNamed(world.images(), id, world.warnings().join("\n"))),
    );
    return violations;
  }
  await verb.act(world, subject);
  expect(`${ours().length} images instead of ${wanted}`, ours().length === wanted);
  expect("the state names other images", sameIds(ours(), claimedImages(world)));
  expect(
    "an image was not handed over",
    ours().every((image) => image.status !== "killed" && markerOf(image) === "o"),
  );
  expect(`${world.creates()} creates`, lost.length > 0 || world.creates() === subject.creates);

  if (verb.leavesImages) {
    await world.stack.refresh();
    const step = await world.stack.up(verb.programOf(subject));
    expect(`the second run has something to do: ${step}`, step === "same");
    const warned = world.warnings().join("\n");
    for (const id of orphans) expect(`orphan ${id} is not named`, isNamed(world.images(), id, warned));
    await world.stack.destroy();
  }
  expect("something is left after destroy", ours().length === 0);
  return violations;
}

function claimedImages({ stack }: KillWorld): readonly string[] {
  const outputs = stack.state?.outputs ?? {};
  const members = Array.isArray(outputs["images"]) ? (outputs["images"] as { imageId?: string }[]) : [outputs];
  return members.flatMap(({ imageId }) => (typeof imageId === "string" ? [imageId] : []));
}

function sameIds(images: readonly StoredImage[], ids: readonly string[]): boolean {
  return images.length === ids.length && images.every(({ id }) => ids.includes(id));
}
