/** A replacement that does not get to its end: the engine keeps both halves, and the next up leaves the new one. */
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { failure, finished, images, onlyImage, someKinds, whileWaiting, worlds } from "./support/lives";

const openWorld = worlds();

describe.each(someKinds)("$type", (row) => {
  const { program, source, otherId, brokenId } = row;
  const before = { ...program, [source]: otherId };

  test("that is interrupted is finished by the next up, which then deletes the old image", async () => {
    const world = await openWorld();
    const life = (await finished(world, row, before)).next();
    const old = life.stack.known().id;
    whileWaiting(life, () => life.engine.cancel());
    expect(await failure(life.stack.up(program))).toBeInstanceOf(PartialFailure);
    const begun = life.stack.known().id;
    expect(images(world).map(({ id }) => id)).toEqual([old, begun]);

    const next = life.next();
    expect(await next.stack.up(program)).toBe("update");
    expect(onlyImage(world).id).toBe(begun);
    expect(await next.next().stack.up(program)).toBe("same");
  });

  test("that is interrupted is destroyed with both its images", async () => {
    const world = await openWorld();
    const life = (await finished(world, row, before)).next();
    whileWaiting(life, () => life.engine.cancel());
    await failure(life.stack.up(program));
    await life.next().stack.destroy();
    expect(images(world)).toEqual([]);
  });

  test("whose old image cannot be deleted keeps both, and a later up deletes the old one, never the new one", async () => {
    const world = await openWorld();
    const life = (await finished(world, row, before)).next();
    const old = life.stack.known().id;
    const body = { error: { code: "IMG.0029", message: "the image is in use" } };
    world.simulator.addFaults({ match: { method: "DELETE" }, effect: { kind: "respond", status: 400, body } });
    expect((await failure(life.stack.up(program))).message).toContain("IMG.0029 the image is in use");
    const made = life.stack.known().id;

    const again = life.next();
    await failure(again.stack.up(program));
    expect(images(world).map(({ id }) => id)).toEqual([old, made]);

    world.simulator.clearFaults();
    const next = again.next();
    expect(await next.stack.up(program)).toBe("same");
    expect(onlyImage(world).id).toBe(made);
  });

  test("whose job fails leaves the old image as it was, and the next up replaces it all the same", async () => {
    const world = await openWorld();
    const life = (await finished(world, row, before)).next();
    const old = life.stack.known().id;
    await failure(life.stack.up({ ...program, [source]: brokenId }));
    expect(onlyImage(world).id).toBe(old);
    const next = life.next();
    expect(await next.stack.up(program)).toBe("replace");
    expect(onlyImage(world).id).toBe(next.stack.known().id);
  });
});
