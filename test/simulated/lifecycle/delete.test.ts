/** delete, in virtual time: only what is ours, and until it is really gone. */
import {
  callsOf,
  changesOf,
  failure,
  finished,
  images,
  interrupted,
  onlyImage,
  programTags,
  someKinds,
  timedProgram,
  timedSeed,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const foreignMarker = "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd";

describe.each(someKinds)("$type", (row) => {
  const { kind, program, source, brokenId } = row;

  test("a finished image is deleted in three calls and the look-up of the project", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const { id } = onlyImage(world);
    await life.next().stack.destroy();
    expect(images(world)).toEqual([]);
    expect(callsOf(world)).toEqual([
      "GET /v3/projects",
      "GET /v2/cloudimages",
      `DELETE /v2/images/${id}`,
      `GET /v2/images/${id}`,
    ]);
  });

  test("one that is gone already is done, and nothing is sent that changes anything", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    world.simulator.edit.deleteImage(onlyImage(world).id);
    await life.next().stack.destroy();
    expect(changesOf(world)).toEqual([]);
  });

  test("delete ends when the image is really gone, not when the service has taken note", async () => {
    const world = await openWorld({ seed: { deleteSeconds: 45 } });
    const life = await finished(world, row);
    const start = world.clock.now();
    await life.next().stack.destroy();
    expect(images(world)).toEqual([]);
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(45_000);
    expect(world.clock.now() - start).toBeLessThan(60_000);
  });

  test("an image that will not go is an error at the deadline, and the entry is kept", async () => {
    const world = await openWorld({ seed: { deleteSeconds: 36_000 } });
    const life = await finished(world, row, { ...program, timeouts: { delete: "5m" } });
    const start = world.clock.now();
    const next = life.next();
    const error = await failure(next.stack.destroy());
    expect(error.message).toMatch(/^Image .* is still there after 5 min .*; run the command again$/);
    expect(world.clock.now() - start).toBeLessThanOrEqual(305_000);
    expect(next.stack.state).toBeDefined();
  });

  test.each([
    ["a reset before it was executed", { kind: "reset", when: "before" } as const],
    ["a reset after it was executed", { kind: "reset", when: "after" } as const],
    ["502 and executed", { kind: "respond", status: 502, body: "<html>", execute: true } as const],
    ["503 and not executed", { kind: "respond", status: 503, body: {}, execute: false } as const],
    ["throttling", { kind: "throttle" } as const],
  ])("a lost answer (%s) is made up for", async (_what, effect) => {
    const world = await openWorld();
    const life = await finished(world, row);
    world.simulator.addFaults({ match: { method: "DELETE", nth: 1 }, effect });
    await life.next().stack.destroy();
    expect(world.simulator.truth()).toMatchObject({ images: [], deletes: 1 });
  });

  test("a 404 for an image that is still shown is not the end of it: the service is asked once more", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const start = world.clock.now();
    world.simulator.addFaults({
      match: { method: "DELETE", nth: 1 },
      effect: { kind: "respond", status: 404, body: { error: { code: "IMG.0027", message: "not there" } } },
    });
    await life.next().stack.destroy();
    expect(world.simulator.truth()).toMatchObject({ images: [], deletes: 1 });
    expect(world.clock.now() - start).toBeLessThan(15_000);
  });

  test("IMG.0090, still being made, is waited for", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const body = { error: { code: "IMG.0090", message: "under creation" } };
    world.simulator.addFaults({ match: { method: "DELETE", to: 3 }, effect: { kind: "respond", status: 400, body } });
    await life.next().stack.destroy();
    expect(images(world)).toEqual([]);
    expect(changesOf(world)).toHaveLength(4);
  });

  test.each([
    [403, "{}"],
    [401, "{}"],
    [400, '{"error":{"code":"IMG.0028","message":"protected"}}'],
  ])("HTTP %d is an error with what the service said, and the entry is kept", async (status, body) => {
    const world = await openWorld();
    const life = await finished(world, row);
    world.simulator.addFaults({
      match: { method: "DELETE" },
      effect: { kind: "respond", status, body: JSON.parse(body) },
    });
    const next = life.next();
    const error = await failure(next.stack.destroy());
    expect(error.message).toContain("delete image: refused");
    expect(error.message).toContain(`HTTP ${status}`);
    expect(next.stack.state).toBeDefined();
    expect(images(world)).toHaveLength(1);
  });

  test("a protected image is refused before the call, with how to lift the protection", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const { id } = onlyImage(world);
    world.simulator.edit.updateImage(id, { protected: true });
    const error = await failure(life.next().stack.destroy());
    expect(error.message).toBe(
      `Image ${id} is protected and was not deleted: it was protected outside the program. Set its argument protected to false and run \`pulumi up --refresh\`, or lift the protection in the console, then run the command again`,
    );
    expect(changesOf(world)).toEqual([]);
  });

  describe("an interrupted create", () => {
    test("whose job still runs: its end is waited for, then the image is deleted", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      world.simulator.resetLog();
      const next = life.next();
      await next.stack.destroy();
      expect(images(world)).toEqual([]);
      expect(changesOf(world)).toHaveLength(1);
      expect(next.engine.progressed[0]).toMatch(/^running.*, job [0-9a-f]{32} has to end before its image is deleted$/);
    });

    test("whose image is not visible yet: nothing is left behind", async () => {
      const world = await openWorld({ seed: { listLagSeconds: 300 } });
      const life = await interrupted(world, row);
      await life.next().stack.destroy();
      expect(images(world)).toEqual([]);
    });

    test("whose job fails: what it left is deleted", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row, { ...program, [source]: brokenId });
      await life.next().stack.destroy();
      expect(images(world)).toEqual([]);
    });

    test("whose job cannot be looked up, and whose image is listed two minutes late: nothing is left behind", async () => {
      const world = await openWorld({ seed: { ...timedSeed(600), listLagSeconds: 120 } });
      const life = await interrupted(world, row, timedProgram(row));
      world.simulator.addFaults({
        match: { path: "/jobs/" },
        effect: { kind: "respond", status: 400, body: { error_code: "IMG.0023", error_msg: "the job query failed" } },
      });
      await life.next().stack.destroy();
      expect(images(world)).toEqual([]);
    });

    test("whose job failed and left nothing: done", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row, { ...program, [source]: brokenId });
      world.clock.advance(3_600_000);
      world.simulator.edit.deleteImage(onlyImage(world).id);
      await life.next().stack.destroy();
      expect(world.simulator.truth().deletes).toBe(0);
    });
  });

  describe("ownership", () => {
    test("an image without a marker is ours by its id", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.edit.updateImage(onlyImage(world).id, { tags: {} });
      await life.next().stack.destroy();
      expect(images(world)).toEqual([]);
    });

    test.each([
      ["of another resource", foreignMarker],
      ["of another resource, unfinished", "c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd"],
    ])("an image with the marker %s is kept, with a warning that names both", async (_whose, marker) => {
      const world = await openWorld();
      const life = await finished(world, row);
      const image = onlyImage(world);
      world.simulator.edit.updateImage(image.id, { tags: { ...programTags(image), "pulumi-ims": marker } });
      const next = life.next();
      await next.stack.destroy();
      expect(onlyImage(world).id).toBe(image.id);
      expect(changesOf(world)).toEqual([]);
      expect(next.engine.warned).toEqual([
        `image ${image.id} carries the marker ${marker} of another resource; it is kept`,
      ]);
    });

    test("an image with our marker and another nonce was handed over to somebody else: it is kept", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const marker = `o-${life.stack.known().outputs["__token"]}-zzzzzzzzzz`;
      world.simulator.edit.updateImage(onlyImage(world).id, { tags: { "pulumi-ims": marker } });
      const next = life.next();
      await next.stack.destroy();
      expect(images(world)).toHaveLength(1);
      expect(next.engine.warned).toHaveLength(1);
    });
  });

  test("properties that no create has written, as .get brings them, delete nothing", async () => {
    const world = await openWorld();
    const id = world.simulator.edit.addImage({ name: "foreign", project: "0a11ce00de0000000000000000000001" });
    await world.process().provider(kind).delete(id, { imageId: id, region: "eu-de" });
    expect(images(world)).toHaveLength(1);
    expect(callsOf(world)).toEqual([]);
  });

  test("an engine that is gone: nothing is deleted", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const next = life.next();
    next.engine.die();
    await failure(next.stack.destroy());
    expect(changesOf(world)).toEqual([]);
    expect(images(world)).toHaveLength(1);
  });
});
