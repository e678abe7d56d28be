/** What a deadline, a Ctrl-C, a kill or a dead engine leaves, and how the next run goes on: nothing is made twice. */
import { demoCredentials } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import {
  afterCall,
  callsOf,
  changesOf,
  createCall,
  failure,
  finished,
  images,
  interrupted,
  killed,
  lifeIn,
  markerOf,
  onlyImage,
  postsOf,
  programTags,
  someKinds,
  timedProgram,
  timedSeed,
  whileWaiting,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const hour = 3_600_000;
const project = demoCredentials.projects["eu-de"] ?? "";

describe.each(someKinds)("$type", (row) => {
  const { kind, program, source, brokenId, brokenReason } = row;

  describe("a deadline in the wait", () => {
    const hurried = { ...program, timeouts: { create: "90s" } };

    test("is a partial failure that keeps ids, all inputs and the loader, and says what to do", async () => {
      const world = await openWorld();
      const { stack } = lifeIn(world, kind);
      const start = world.clock.now();

      const error = await failure(stack.up(hurried));

      const image = onlyImage(world);
      const [job] = world.simulator.truth().jobs;
      expect(error).toBeInstanceOf(PartialFailure);
      expect(error.message).toMatch(/^Gave up after 1 min 30 s of waiting for job/);
      expect(error.message).toContain(
        `What was begun is recorded (job ${job?.id}, image ${image.id}). Run \`pulumi up\` to continue; nothing is made twice.`,
      );
      expect(world.clock.now() - start).toBeLessThanOrEqual(95_000);
      expect(stack.known()).toMatchObject({ id: image.id, initErrors: [error.message] });
      expect(stack.known().outputs).toMatchObject({
        ...hurried,
        imageId: image.id,
        jobId: job?.id,
        region: "eu-de",
        __phase: "pending",
        __token: expect.any(String),
        __nonce: expect.any(String),
      });
    });

    test("is gone on with by the next up, which asks for no second image", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      await failure(life.stack.up(hurried));

      const next = life.next();
      expect(await next.stack.up(program)).toBe("update");

      expect(postsOf(world)).toBe(1);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
      expect(next.stack.known()).toMatchObject({ outputs: { __phase: "done", status: "active" }, initErrors: [] });
      expect(await next.stack.up(program)).toBe("same");
    });

    test("may come again and again: each run waits for its own time", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      const briefly = { ...program, timeouts: { create: "30s", update: "30s" } };
      await failure(life.stack.up(briefly));
      const error = await failure(life.next().stack.up(briefly));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(await life.next().stack.up(program)).toBe("update");
      expect(postsOf(world)).toBe(1);
    });

    test("comes from customTimeouts where the program gives no timeouts", async () => {
      const world = await openWorld();
      const start = world.clock.now();
      await failure(lifeIn(world, kind).stack.up({ ...program, __timeouts: { create: "2m" } }));
      expect(world.clock.now() - start).toBe(120_000);
    });
  });

  test("a machine that sleeps for 20 minutes in the wait goes on with it, and signs with the new time", async () => {
    const world = await openWorld();
    const life = lifeIn(world, kind);
    whileWaiting(life, () => world.clock.advance(20 * 60_000));
    await life.stack.up(program);
    expect(life.stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { status: "active" } });
    expect(postsOf(world)).toBe(1);
    expect(world.simulator.log.filter(({ status }) => status >= 400)).toEqual([]);
  });

  describe("Ctrl-C in the wait", () => {
    test("is a partial failure at once, with the id of the image", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      let at = 0;
      whileWaiting(life, () => {
        at = world.clock.now();
        life.engine.cancel();
      });
      const error = await failure(life.stack.up(program));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(error.message).toMatch(/^Interrupted while waiting for job/);
      expect(world.clock.now()).toBe(at);
      expect(life.stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { __phase: "pending" } });
    });

    test("is gone on with by the next up", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const next = life.next();
      expect(await next.stack.up(program)).toBe("update");
      expect(postsOf(world)).toBe(1);
      expect(next.stack.known().outputs).toMatchObject({ imageId: onlyImage(world).id, __phase: "done" });
    });

    test("and other arguments in the next up: finished, then brought to them", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const other = { ...program, name: "silver", description: "second", tags: { team: "other" } };
      const next = life.next();
      await next.stack.up(other);
      const image = onlyImage(world);
      expect(image).toMatchObject({ name: "silver", image: { __description: "second" } });
      expect(programTags(image)).toEqual({ team: "other" });
      expect(await next.next().stack.up(other)).toBe("same");
    });

    test("and another source in the next up: a new image, the old one is deleted", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const old = onlyImage(world).id;
      const next = life.next();
      const other = { ...program, [source]: row.otherId };
      expect(await next.stack.up(other)).toBe("replace");
      expect(onlyImage(world).id).not.toBe(old);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
      expect(await next.stack.up(other)).toBe("same");
    });

    test("while nothing shows the image yet: the job's id stands in, and the next up puts the image's in its place", async () => {
      const world = await openWorld({ seed: { listLagSeconds: 200 } });
      const life = await interrupted(world, row);
      const [job] = world.simulator.truth().jobs;
      expect(life.stack.known()).toMatchObject({ id: job?.id, outputs: { jobId: job?.id, __phase: "pending" } });
      await life.next().stack.up(program);
      expect(life.next().stack.known().outputs).toMatchObject({ __phase: "pending" });
      const next = life.next();
      await next.stack.up(program);
      expect(next.stack.known().outputs).toMatchObject({ imageId: onlyImage(world).id, __phase: "done" });
      expect(await next.stack.refresh()).toBe("kept");
      expect(next.stack.known().id).toBe(onlyImage(world).id);
    });

    test("when the job has ended, before the hand-over: the marker says that the state has the image, and the next up hands over", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      const stack = afterCall(life, kind, "list images", () => {
        world.simulator.resetLog();
        life.engine.cancel();
      });
      const error = await failure(stack.up(program));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(changesOf(world)).toEqual([expect.stringMatching(/tags\/action$/)]);
      expect(markerOf(onlyImage(world))).toMatch(/^p-/);
      const next = lifeIn(world, kind);
      next.stack.state = stack.state;
      await next.stack.up(program);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test("while the image is looked for after a lost answer: not known, and not asked for again", async () => {
      const post = createCall;
      const world = await openWorld({ faults: [{ match: post, effect: { kind: "reset", when: "before" } }] });
      const life = lifeIn(world, kind);
      life.engine.onProgress = (message) => {
        if (message.startsWith("looking for the image until ")) life.engine.cancel();
      };
      const error = await failure(life.stack.up(program));
      expect(error.message).toMatch(
        /^It is not known whether the image was created. Interrupted while looking for it. .*failed without a clear answer/,
      );
      expect(postsOf(world)).toBe(1);
    });
  });

  describe("a refresh between interruption and the next up", () => {
    test("while the job runs shows it as it is; up finishes it", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const next = life.next();
      expect(await next.stack.refresh()).toBe("kept");
      expect(next.stack.known().outputs).toMatchObject({ __phase: "pending", status: "saving" });
      expect(await next.next().stack.up(program)).toBe("update");
      expect(postsOf(world)).toBe(1);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test("when the image is active is not fooled by it; up hands it over", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      world.clock.advance(hour);
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().outputs).toMatchObject({ __phase: "pending", status: "active" });
      expect(await next.stack.up(program)).toBe("update");
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
      expect(await next.stack.up(program)).toBe("same");
    });

    test("when the job has failed says so; up makes a new image and removes the old", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row, { ...program, [source]: brokenId });
      world.clock.advance(hour);
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().outputs).toMatchObject({ __phase: "failed", status: "killed" });
      const old = onlyImage(world).id;
      expect(await next.stack.up(program)).toBe("replace");
      expect(onlyImage(world)).toMatchObject({ status: "active" });
      expect(world.simulator.truth().deletedImages).toEqual([old]);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
    });

    test("while nothing shows the image yet keeps the entry", async () => {
      const world = await openWorld({ seed: { listLagSeconds: 3_600 } });
      const life = await interrupted(world, row);
      const next = life.next();
      expect(await next.stack.refresh()).toBe("kept");
      expect(next.stack.known().outputs).toMatchObject({
        __phase: "pending",
        jobId: life.stack.known().outputs["jobId"],
      });
    });
  });

  test("a job that fails after an interruption: up says why and stores it as failed, the next up replaces it", async () => {
    const world = await openWorld();
    const broken = { ...program, [source]: brokenId };
    const life = lifeIn(world, kind);
    await failure(life.stack.up({ ...broken, timeouts: { create: "15s" } }));

    const next = life.next();
    const error = await failure(next.stack.up(broken));

    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toContain(brokenReason);
    expect(next.stack.known().outputs).toMatchObject({ __phase: "failed", status: "killed" });
    expect(await next.next().stack.preview(program)).toMatchObject({ step: "replace" });
  });

  describe("a kill of everything in the wait", () => {
    test("nothing was stored: the next create adopts the image", async () => {
      const world = await openWorld();
      const life = await killed(world, row);
      expect(await life.stack.up(program)).toBe("create");
      expect(postsOf(world)).toBe(1);
      expect(life.stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { __phase: "done" } });
      expect(life.engine.progressed).toContain(
        `continues with image ${onlyImage(world).id}, which an interrupted run has left`,
      );
      expect(await life.stack.up(program)).toBe("same");
    });

    test("long ago: the image that became active meanwhile is adopted", async () => {
      const world = await openWorld();
      const life = await killed(world, row);
      world.clock.advance(24 * hour);
      await life.stack.up(program);
      expect(postsOf(world)).toBe(1);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test("and name, description and tags were changed since: the adopted image is brought to them before it is handed over", async () => {
      const world = await openWorld();
      const life = await killed(world, row);
      const { description: _, ...undescribed } = program;
      const changed = { ...undescribed, name: "silver", tags: { team: "other", added: "yes" } };
      await life.stack.up(changed);
      const image = onlyImage(world);
      expect(image.name).toBe("silver");
      expect(image.image).not.toHaveProperty("__description");
      expect(programTags(image)).toEqual({ team: "other", added: "yes" });
      expect(changesOf(world).at(-1)).toMatch(/tags\/action$/);
      expect(await life.stack.up(changed)).toBe("same");
    });

    test("and the image was killed since: what is left goes first, then a new one is made", async () => {
      const world = await openWorld();
      const life = await killed(world, row);
      const left = onlyImage(world).id;
      world.clock.advance(hour);
      world.simulator.truth();
      world.simulator.edit.updateImage(left, { status: "killed" });
      world.simulator.resetLog();
      await life.stack.up(program);
      expect(changesOf(world).slice(0, 2)).toEqual([`DELETE /v2/images/${left}`, `POST ${row.path}`]);
      expect(life.stack.known().id).toBe(onlyImage(world).id);
      expect(onlyImage(world).id).not.toBe(left);
    });

    test("and the search still holds an old tag: the read by id decides", async () => {
      const world = await openWorld({ seed: { searchLagSeconds: 7_200 } });
      const first = await finished(world, row);
      const old = onlyImage(world).id;
      const life = first.afterKill();
      await life.stack.up(program);
      expect(life.stack.known().id).not.toBe(old);
      expect(images(world)).toHaveLength(2);
    });
  });

  describe("an engine that dies", () => {
    test("in the wait: nothing more is changed, and the image stays unfinished for the next run", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      whileWaiting(life, () => {
        world.simulator.resetLog();
        life.engine.die();
      });
      await failure(life.stack.up(program));
      expect(callsOf(world)).toEqual([]);
      expect(markerOf(onlyImage(world))).toMatch(/^c-/);
      world.clock.advance(hour);
      await life.afterKill().stack.up(program);
      expect(postsOf(world)).toBe(0);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test.each(["cancel", "die"] as const)(
      "or a run that ends (%s) before the request: the image is not asked for",
      async (how) => {
        const world = await openWorld();
        const life = lifeIn(world, kind);
        const stack = afterCall(life, kind, "search images by tag", () => life.engine[how]());
        const error = await failure(stack.up(program));
        expect(error).not.toBeInstanceOf(PartialFailure);
        expect(changesOf(world)).toEqual([]);
        expect(images(world)).toEqual([]);
      },
    );

    test("when the job has ended, before the hand-over: nothing more is sent", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      const stack = afterCall(life, kind, "list images", () => {
        world.simulator.resetLog();
        life.engine.die();
      });
      await failure(stack.up(program));
      expect(callsOf(world)).toEqual([]);
      expect(markerOf(onlyImage(world))).toMatch(/^c-/);
    });

    test("before an adopted image is brought in line: it is left as it is", async () => {
      const world = await openWorld();
      const life = await killed(world, row);
      world.clock.advance(hour);
      let lists = 0;
      const stack = afterCall(life, kind, "list images", () => {
        if (++lists < 2) return;
        world.simulator.resetLog();
        life.engine.die();
      });
      await failure(stack.up({ ...program, name: "silver", tags: { a: "b" } }));
      expect(changesOf(world)).toEqual([]);
      expect(onlyImage(world).name).toBe("golden");
    });
  });

  describe("taking back what was handed over a moment ago", () => {
    test("marks the image unfinished again, so that the next run finds it", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const owned = markerOf(onlyImage(world));
      await life.process.ports.handOvers.revert();
      expect(markerOf(onlyImage(world))).toBe(owned.replace(/^o-/, "c-"));
      const after = life.afterKill();
      await after.stack.up(program);
      expect(after.stack.known().id).toBe(onlyImage(world).id);
      expect(postsOf(world)).toBe(0);
    });

    test("and the state was stored all the same: refresh and up hand it over again", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      await life.process.ports.handOvers.revert();
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().outputs).toMatchObject({ __phase: "pending" });
      expect(await next.stack.up(program)).toBe("update");
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
      expect(await next.stack.up(program)).toBe("same");
    });

    test("and the state was stored and destroy comes first: the image is deleted", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      await life.process.ports.handOvers.revert();
      await life.next().stack.destroy();
      expect(images(world)).toEqual([]);
    });

    test.each([
      ["two minutes later", 120_000],
      ["much later", hour],
    ])("does nothing %s, when the state is surely written", async (_when, ms) => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.clock.advance(ms);
      await life.process.ports.handOvers.revert();
      expect(changesOf(world)).toEqual([]);
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test("leaves an image alone that carries another marker by now", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const tags = { "pulumi-ims": "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd" };
      world.simulator.edit.updateImage(onlyImage(world).id, { tags });
      await life.process.ports.handOvers.revert();
      expect(onlyImage(world).tags).toEqual(tags);
    });

    test("never fails, though the image is gone", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.edit.deleteImage(onlyImage(world).id);
      await expect(life.process.ports.handOvers.revert()).resolves.toBeUndefined();
      expect(changesOf(world)).toEqual([]);
    });
  });

  describe("a lost hand-over", () => {
    test("whose answer never came is repeated; the image is handed over once", async () => {
      const world = await openWorld({
        faults: [{ match: { path: "/tags/action$", nth: 1 }, effect: { kind: "reset", when: "after" } }],
      });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(markerOf(onlyImage(world))).toBe(
        `o-${stack.known().outputs["__token"]}-${stack.known().outputs["__nonce"]}`,
      );
    });

    test("that is refused is a partial failure; the next up hands over", async () => {
      const world = await openWorld({
        faults: [{ match: { path: "/tags/action$", nth: 1 }, effect: { kind: "respond", status: 403, body: {} } }],
      });
      const life = lifeIn(world, kind);
      const error = await failure(life.stack.up(program));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(life.stack.known().outputs).toMatchObject({ __phase: "pending", imageId: onlyImage(world).id });
      const next = life.next();
      await next.stack.up(program);
      expect(next.stack.known().outputs).toMatchObject({ __phase: "done" });
      expect(postsOf(world)).toBe(1);
    });

    test("with a nonce that the state does not hold is claimed by the next up, after a refresh", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const image = onlyImage(world);
      const other = `o-${life.stack.known().outputs["__token"]}-zzzzzzzzzz`;
      world.simulator.edit.updateImage(image.id, { tags: { ...programTags(image), "pulumi-ims": other } });
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().outputs).toMatchObject({ __phase: "pending" });
      await next.stack.up(program);
      expect(markerOf(onlyImage(world))).toBe(
        `o-${life.stack.known().outputs["__token"]}-${life.stack.known().outputs["__nonce"]}`,
      );
    });
  });

  describe("a forced replacement", () => {
    test("of a finished image makes a new one and deletes the old", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const old = onlyImage(world).id;
      const next = life.next();
      await next.stack.preview(program);
      await next.stack.forceReplace(program);
      expect(onlyImage(world).id).not.toBe(old);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
      expect(next.engine.warned).toEqual([]);
    });

    test("of an interrupted one makes a new image and deletes the one that was begun", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const begun = onlyImage(world).id;
      const next = life.next();
      await next.stack.forceReplace(program);
      expect(world.simulator.truth().deletedImages).toEqual([begun]);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
      expect(await next.stack.up(program)).toBe("same");
    });

    test("of an interrupted one through a diff makes a new image, because the diff has named the old one", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const old = onlyImage(world).id;
      const next = life.next();
      await next.stack.preview(program);
      await next.stack.forceReplace(program);
      expect(world.simulator.truth().deletedImages).toEqual([old]);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
      // It is the engine that deletes the old one, after the new one was handed over: it is no duplicate.
      expect(changesOf(world).at(-1)).toBe(`DELETE /v2/images/${old}`);
      expect(changesOf(world).at(-2)).toMatch(/tags\/action$/);
      expect(next.engine.warned).toEqual([]);
    });

    test("of an interrupted one through a diff, and the answer is lost: the old image is not taken for the new one", async () => {
      const world = await openWorld();
      const life = await interrupted(world, row);
      const old = onlyImage(world).id;
      world.simulator.addFaults({
        match: { ...createCall, nth: 1 },
        effect: { kind: "reset", when: "before" },
      });
      const next = life.next();
      await next.stack.preview(program);
      await next.stack.forceReplace(program);
      expect(world.simulator.truth().deletedImages).toEqual([old]);
      expect(next.stack.known().id).toBe(onlyImage(world).id);
      expect(onlyImage(world).id).not.toBe(old);
    });
  });

  test("among more than a thousand marked images the own one is found", async () => {
    const world = await openWorld();
    const life = await killed(world, row);
    const own = onlyImage(world).id;
    const letter = (index: number) => "abcdefghijklmnopqrstuvwxyz".charAt(index % 26);
    for (let index = 0; index < 1_001; index++) {
      const part = `${letter(index)}${letter(Math.floor(index / 26))}${letter(Math.floor(index / 676))}`;
      const tags = { "pulumi-ims": `c-${part}aaaaaaaa-bbbbbbb-cccccccccc-dddddddddd` };
      world.simulator.edit.addImage({ name: "theirs", project, tags });
    }
    await life.stack.up(program);
    expect(life.stack.known().id).toBe(own);
    expect(postsOf(world)).toBe(1);
  });

  test("a job that answers a resumed create with a foreign image: the entry does not take its id", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 36_000 } });
    const life = await interrupted(world, row);
    const tags = { "pulumi-ims": "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd" };
    const foreign = world.simulator.edit.addImage({ name: "foreign", project, tags });
    const next = life.next();
    world.simulator.addFaults({
      match: { path: "/jobs/" },
      effect: { kind: "respond", status: 200, body: { status: "SUCCESS", entities: { image_id: foreign } } },
    });
    const error = await failure(next.stack.up(program));
    expect(error.message).toMatch(/carries the marker of another resource/);
    expect(next.stack.known().outputs["imageId"]).toBeUndefined();
    expect(images(world).find(({ id }) => id === foreign)).toMatchObject({ name: "foreign", status: "active", tags });
  });

  test("a job that ends with the last look before the deadline: the hand-over still gets its time", async () => {
    const world = await openWorld({
      cloud: "otc",
      seed: timedSeed(199),
      faults: [{ match: { path: "/tags/action$", nth: 1 }, effect: { kind: "throttle", retryAfter: "5" } }],
    });
    const life = lifeIn(world, kind);
    await life.stack.up({ ...timedProgram(row), timeouts: { create: "200s" } });
    expect(life.stack.known().outputs).toMatchObject({ __phase: "done" });
    expect(markerOf(onlyImage(world))).toMatch(/^o-/);
  });
});
