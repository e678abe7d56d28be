/** What sets wait for: once for all images, and by what each image says where its job was forgotten. */
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { failure, images, postsOf, worlds } from "./support/lives";
import { idsOf, imageNamed, isWhole, next, setRows, stackIn } from "./support/setRows";

const openWorld = worlds();
const timeoutMs = 300_000;
/** What an operation may take beyond its time-out: a last look at each image. */
const graceMs = 30_000;
const forgotten = { match: { path: "/jobs/" }, effect: { kind: "forgetJob" } } as const;

describe.each(setRows)("$type", ({ kind, program, count, posts }) => {
  test("images that will not go are an error after the time-out of one, and all of them are asked to go", async () => {
    const world = await openWorld({ seed: { deleteSeconds: 36_000 } });
    const { stack } = stackIn(world, kind);
    await stack.up({ ...program, timeouts: { delete: "5m" } });
    world.simulator.resetLog();
    const start = world.clock.now();
    const later = next(world, kind, stack);
    const error = await failure(later.destroy());
    expect(world.clock.now() - start).toBeLessThanOrEqual(timeoutMs + graceMs);
    expect(error.message.match(/is still there after/g)).toHaveLength(count);
    expect(later.state).toBeDefined();
    const asked = world.simulator.log.filter(({ method }) => method === "DELETE").map(({ path }) => path);
    expect(new Set(asked)).toEqual(new Set(idsOf(world).map((id) => `/v2/images/${id}`)));
  });

  test("images of a forgotten job that are not ready end the run after the time-out of one, and the next goes on", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await failure(stack.up({ ...program, timeouts: { create: "20s" } }));
    const asked = postsOf(world);
    world.simulator.addFaults(forgotten);
    for (const id of idsOf(world)) world.simulator.edit.updateImage(id, { status: "saving" });
    const second = next(world, kind, stack);
    const start = world.clock.now();
    const error = await failure(second.up({ ...program, timeouts: { update: "5m" } }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(world.clock.now() - start).toBeLessThanOrEqual(timeoutMs + graceMs);
    expect(postsOf(world)).toBe(asked);

    for (const id of idsOf(world)) world.simulator.edit.updateImage(id, { status: "active" });
    const third = next(world, kind, second);
    expect(await third.up(program)).toBe("update");
    isWhole(world, third, count);
    expect(postsOf(world)).toBe(posts);
    expect(await next(world, kind, third).up(program)).toBe("same");
  });

  test("a job that is forgotten in the create: an image that is still being made is waited for, a missing one is named", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world, kind);
    let submitted = 0;
    process.engine.onProgress = (message) => {
      // The data images are asked for last.
      if (!message.startsWith("submitted") || ++submitted < posts) return;
      world.simulator.addFaults(forgotten);
      world.simulator.edit.deleteImage(imageNamed(world, "data-1").id);
    };
    const error = await failure(stack.up(program));
    expect(error.message).toMatch(/does not know job/);
    expect(images(world).map(({ name, status }) => [name, status])).toContainEqual(["data-2", "active"]);
    const kept = imageNamed(world, "data-2").id;
    world.simulator.clearFaults();
    const second = next(world, kind, stack);
    expect(await second.up(program)).toBe("update");
    isWhole(world, second, count);
    expect(imageNamed(world, "data-2").id).toBe(kept);
    expect(postsOf(world)).toBe(posts + 1);
  });
});
