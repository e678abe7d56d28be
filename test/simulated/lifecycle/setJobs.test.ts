/** The jobs that make sets: what they answer, and what becomes of a set when they fail or are given up. */
import { brokenObject, brokenServerId, demoServerId } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import type { Process, World } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import { failure, images, postsOf, worlds } from "./support/lives";
import { idsOf, isWhole, next, setRows, shownOf, stackIn } from "./support/setRows";

const openWorld = worlds();

/** Answers every further look at a job like this, once all its images are there. */
function onceMade(world: World, { engine }: Process, answer: (ids: readonly string[]) => Properties): void {
  engine.onProgress = (message) => {
    if (!message.startsWith("submitted")) return;
    world.clock.advance(3_600_000);
    const body = answer(idsOf(world));
    world.simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "respond", status: 200, body } });
  };
}

const sub = (image_id: string) => ({ job_id: "sub", status: "SUCCESS", entities: { image_id } });
const ends: readonly { readonly title: string; readonly answer: (ids: readonly string[]) => Properties }[] = [
  { title: "empty entities", answer: () => ({ status: "SUCCESS", entities: {} }) },
  { title: "null entities", answer: () => ({ status: "SUCCESS", entities: null }) },
  { title: "no entities", answer: () => ({ status: "SUCCESS" }) },
  { title: "one id, at the top", answer: ([id]) => ({ status: "SUCCESS", entities: { image_id: id } }) },
  {
    title: "its ids in results only",
    answer: (ids) => ({ status: "SUCCESS", entities: { results: ids.map((image_id) => ({ image_id })) } }),
  },
  {
    title: "its ids in sub-jobs only",
    answer: (ids) => ({ status: "SUCCESS", entities: { sub_jobs_result: ids.map(sub) } }),
  },
];

describe.each(setRows)("$type", ({ kind, program, broken, brokenSource, count, posts }) => {
  test.each(ends)("a job that ends with $title makes the whole set", async ({ answer }) => {
    const world = await openWorld();
    const { process, stack } = stackIn(world, kind);
    onceMade(world, process, answer);
    expect(await stack.up(program)).toBe("create");
    isWhole(world, stack, count);
    world.simulator.clearFaults();
    expect(await next(world, kind, stack).up(program)).toBe("same");
  });

  test.each([
    ["no page knows", { status: "PAUSED", entities: {} }],
    ["is in small letters", { status: "running", entities: null }],
  ])("a job in a state that %s is waited for", async (_what, body) => {
    const world = await openWorld();
    const match = { path: "/jobs/", to: 2 };
    world.simulator.addFaults({ match, effect: { kind: "respond", status: 200, body } });
    const { stack } = stackIn(world, kind);
    await stack.up(program);
    isWhole(world, stack, count);
  });

  test("a set that is given up is recorded with its job, and the next up ends it, changes included", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const error = await failure(stack.up({ ...program, timeouts: { create: "20s" } }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toMatch(/Gave up after (19|20) s.*Run `pulumi up` to continue; nothing is made twice\.$/);
    const [job] = world.simulator.truth().jobs;
    expect(error.message.match(/nothing is made twice/g)).toHaveLength(1);
    expect(stack.known().outputs).toMatchObject({ jobId: job?.id, status: expect.not.stringMatching("active") });
    const later = next(world, kind, stack);
    const [first, ...rest] = program["dataImages"] as readonly Properties[];
    const changed = { ...program, dataImages: [{ ...first, name: "renamed" }, ...rest] };
    expect(await later.up(changed)).toBe("update");
    isWhole(world, later, count);
    expect(images(world).map(({ name }) => name)).toContain("renamed");
    expect(later.known().initErrors).toEqual([]);
    expect(postsOf(world)).toBe(posts);
    expect(await later.up(changed)).toBe("same");
  });

  test("each of its images says itself what the time-out left, and two refreshes forget none of it", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await failure(stack.up({ ...program, timeouts: { create: "20s" } }));
    const later = next(world, kind, stack);
    expect(await later.refresh()).toBe("kept");
    world.clock.advance(3_600_000);
    expect(await later.refresh()).toBe("kept");
    expect(await later.up(program)).toBe("update");
    isWhole(world, later, count);
    expect(postsOf(world)).toBe(posts);
  });

  test("when none of its data images can be made, nothing of them is left, and the error says why", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const error = await failure(stack.up({ ...program, dataImages: [broken] }));
    expect(error.message).toContain(brokenSource);
    expect(error.message).toMatch(/IMG\.0022|IMG\.0057/);
    expect(images(world)).toHaveLength(count - 2);
    const left = stack.state === undefined ? [] : shownOf(stack).map(({ imageId }) => imageId);
    expect(left.sort()).toEqual(idsOf(world));
  });
});

test.each([
  {
    row: 1,
    own: { instanceId: brokenServerId },
    source: `instance,${brokenServerId}`,
    mended: { instanceId: demoServerId },
  },
  { row: 2, own: { imageUrl: brokenObject }, source: `file,${brokenObject}`, mended: {} },
])(
  "when the system image of $source fails, the data images are recorded, and the next up makes the set whole",
  async ({ row, own, source, mended }) => {
    const { kind, program, count } = setRows[row] ?? missing();
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const error = await failure(stack.up({ ...program, ...own }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toContain(source);
    isWhole(world, stack, count - 1);
    const later = next(world, kind, stack);
    expect(await later.up({ ...program, ...mended })).toBe("replace");
    isWhole(world, later, count);
    expect(await later.up({ ...program, ...mended })).toBe("same");
  },
);

function missing(): never {
  throw new Error("there is no such row");
}
