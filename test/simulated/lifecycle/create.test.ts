/** create, in virtual time: one image, whatever happens to the call that asks for it. */
import type { Fault } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import {
  callsOf,
  createCall,
  failure,
  images,
  isCreate,
  lifeIn,
  markerOf,
  onlyImage,
  postsOf,
  programTags,
  someKinds,
  timedProgram,
  timedSeed,
  urnOf,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const post = createCall;

describe.each(someKinds)("$type", (row) => {
  const { kind, program, source, sourceId, brokenId, brokenCode, brokenReason } = row;

  describe("a quiet create", () => {
    test("makes the image as declared, hands it over, and then nothing is left to do", async () => {
      const world = await openWorld();
      const { stack } = lifeIn(world, kind);

      expect(await stack.up(program)).toBe("create");

      const image = onlyImage(world);
      expect(image).toMatchObject({ name: "golden", status: "active", image: { __description: "first" } });
      expect(programTags(image)).toEqual({ team: "base", release: "42" });
      expect(markerOf(image)).toMatch(/^o-/);
      expect(stack.known()).toMatchObject({ id: image.id, outputs: { imageId: image.id, status: "active" } });
      expect(await stack.up(program)).toBe("same");
      expect(await stack.refresh()).toBe("kept");
      expect(await stack.up(program)).toBe("same");
      expect(postsOf(world)).toBe(1);
    });

    test.each([
      ["otc", 60, 9],
      ["otc", 180, 18],
      ["otc", 600, 40],
      ["huaweicloud", 60, 9],
      ["huaweicloud", 180, 18],
      ["huaweicloud", 600, 40],
    ] as const)(
      "on %s, of a job of %d s, takes at most %d calls of the image service",
      async (cloud, seconds, atMost) => {
        const world = await openWorld({ cloud, seed: timedSeed(seconds) });
        await lifeIn(world, kind).stack.up(timedProgram(row));
        const projectLookUp = "GET /v3/projects";
        const calls = callsOf(world);
        expect(calls.filter((call) => call === projectLookUp)).toHaveLength(1);
        expect(calls.filter((call) => call !== projectLookUp).length).toBeLessThanOrEqual(atMost);
      },
    );

    test("ends soon after the job: within a poll interval", async () => {
      const world = await openWorld({ cloud: "otc", seed: timedSeed(180) });
      const start = world.clock.now();
      await lifeIn(world, kind).stack.up(timedProgram(row));
      expect(world.clock.now() - start).toBeLessThan(201_000);
    });

    test("sends the tags in the order of the program, and the marker last", async () => {
      const world = await openWorld();
      const tags = { b: "1", a: "2", "10": "3", "9": "4" };
      await lifeIn(world, kind).stack.up({ ...program, tags, __tagOrder: ["b", "a", "10", "9"] });
      const body = JSON.stringify(world.simulator.log.find(isCreate)?.body);
      const keys = [...body.matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key);
      expect(keys).toEqual(["b", "a", "10", "9", "pulumi-ims"]);
    });

    test("sends what the program gave and nothing else, explicit defaults included", async () => {
      const world = await openWorld();
      await lifeIn(world, kind).stack.up({
        name: "golden",
        [source]: sourceId,
        ...row.others,
        description: "",
        enterpriseProjectId: "0",
        __urn: program["__urn"],
      });
      const body: unknown = world.simulator.log.find(isCreate)?.body;
      const marker = { key: "pulumi-ims", value: expect.stringMatching(/^c-/) };
      const common = { name: "golden", description: "", image_tags: [marker] };
      expect(body).toEqual({ ...row.sent(common), enterprise_project_id: "0" });
    });

    test("shows what the job is doing", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      await life.stack.up(program);
      expect(life.engine.progressed[0]).toMatch(/^submitted as job [0-9a-f]{32}$/);
      expect(life.engine.progressed).toContainEqual(expect.stringMatching(/^running.*, job [0-9a-f]{32}$/));
      expect(life.engine.progressed.at(-1)).toMatch(/^image [0-9a-f-]{36} is active$/);
      expect(life.engine.warned).toEqual([]);
    });
  });

  describe("when the answer to the request is lost", () => {
    const html = { status: 502, body: "<html><body>Bad Gateway</body></html>" };
    const lost: readonly (readonly [string, Fault["effect"], executed: boolean])[] = [
      ["the connection was cut before it was executed", { kind: "reset", when: "before" }, false],
      ["the connection was cut after it was executed", { kind: "reset", when: "after" }, true],
      ["502 and not executed", { kind: "respond", ...html, execute: false }, false],
      ["502 and executed", { kind: "respond", ...html, execute: true }, true],
      ["500 and executed", { kind: "respond", status: 500, body: {}, execute: true }, true],
      ["503 and not executed", { kind: "respond", status: 503, body: {}, execute: false }, false],
      ["504 and executed", { kind: "respond", status: 504, body: {}, execute: true }, true],
      [
        "IMG.0014 and executed",
        { kind: "respond", status: 400, body: { error: { code: "IMG.0014", message: "fault" } }, execute: true },
        true,
      ],
      ["the body was cut", { kind: "truncate", bytes: 9 }, true],
      ["200 without a job id", { kind: "respond", status: 200, body: {}, execute: true }, true],
      ["200 with a job id that is null", { kind: "respond", status: 200, body: { job_id: null }, execute: true }, true],
    ];

    test.each(lost)("%s: there is one image in the end", async (_what, effect, executed) => {
      const world = await openWorld({ faults: [{ match: { ...post, nth: 1 }, effect }] });
      const { stack } = lifeIn(world, kind);

      expect(await stack.up(program)).toBe("create");

      const image = onlyImage(world);
      expect(world.simulator.truth().creates).toBe(1);
      expect(postsOf(world)).toBe(executed ? 1 : 2);
      expect(markerOf(image)).toMatch(/^o-/);
      expect(stack.known().id).toBe(image.id);
      expect(programTags(image)).toEqual({ team: "base", release: "42" });
      expect(await stack.up(program)).toBe("same");
    });

    test("and the image shows up 45 s later: it is not asked for again", async () => {
      const world = await openWorld({
        seed: { listLagSeconds: 45 },
        faults: [{ match: { ...post, nth: 1 }, effect: { kind: "reset", when: "after" } }],
      });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(postsOf(world)).toBe(1);
      expect(stack.known().id).toBe(onlyImage(world).id);
    });

    test("and the image shows up only after it was asked for again: the second one is removed, and said so", async () => {
      const world = await openWorld({
        seed: { listLagSeconds: 90 },
        faults: [{ match: { ...post, nth: 1 }, effect: { kind: "reset", when: "after" } }],
      });
      const life = lifeIn(world, kind);
      await life.stack.up(program);
      const { creates, deletedImages } = world.simulator.truth();
      expect(creates).toBe(2);
      expect(deletedImages).toHaveLength(1);
      expect(life.stack.known().id).toBe(onlyImage(world).id);
      expect(life.engine.warned).toEqual([
        `removed image ${deletedImages[0]}, a second one that a lost answer had made`,
      ]);
    });

    test.each([
      ["before it was executed", { kind: "reset", when: "before" } as const],
      ["with 502", { kind: "respond", ...html, execute: false } as const],
    ])("twice, %s: the user is told that it is not known, and nothing is asked a third time", async (_what, effect) => {
      const world = await openWorld({ faults: [{ match: post, effect }] });
      const { stack } = lifeIn(world, kind);
      const error = await failure(stack.up(program));
      expect(error.message).toMatch(/^It is not known whether the image was created\. .*Run `pulumi up` again/);
      expect(error.message).not.toContain("was not created");
      expect(postsOf(world)).toBe(2);
      expect(stack.state).toBeUndefined();
    });

    test("twice, though both were executed and are seen late: the next run adopts the youngest and removes the other", async () => {
      const world = await openWorld({
        seed: { listLagSeconds: 150 },
        faults: [{ match: { ...post, to: 2 }, effect: { kind: "reset", when: "after" } }],
      });
      const life = lifeIn(world, kind);
      await failure(life.stack.up(program));
      const [first, youngest] = images(world).map(({ id }) => id);
      world.clock.advance(1_200_000);
      const after = life.afterKill();
      await after.stack.up(program);
      expect(postsOf(world)).toBe(2);
      expect(world.simulator.truth().deletedImages).toEqual([first]);
      expect(onlyImage(world).id).toBe(youngest);
      expect(after.stack.known().id).toBe(youngest);
    });
  });

  describe("when the service refuses", () => {
    test("a source that does not exist: not created, with code and what to check", async () => {
      const world = await openWorld();
      const { stack } = lifeIn(world, kind);
      const error = await failure(stack.up({ ...program, [source]: row.missingId }));
      expect(error.message).toMatch(
        /^The image was not created\. (create image|quick import): refused: IMG\.(0005|0120|0121) /,
      );
      expect(error.message).toContain(row.hint);
      expect(error).not.toBeInstanceOf(PartialFailure);
      expect(images(world)).toEqual([]);
      expect(stack.state).toBeUndefined();
    });

    test("a used-up quota: not created, with code and hint", async () => {
      const world = await openWorld({ seed: { quotas: { default: 0 } } });
      const error = await failure(lifeIn(world, kind).stack.up(program));
      expect(error.message).toMatch(/The image was not created.*IMG\.0015.*quota of private images is used up/);
      expect(postsOf(world)).toBe(1);
    });

    test("because of a task that is running: asked again until it is accepted", async () => {
      const body = { error: { code: "IMG.0010", message: "busy" } };
      const world = await openWorld({
        faults: [{ match: { ...post, to: 3 }, effect: { kind: "respond", status: 400, body } }],
      });
      await lifeIn(world, kind).stack.up(program);
      expect(postsOf(world)).toBe(4);
      expect(onlyImage(world).status).toBe("active");
    });

    test("because of too many calls: waited for as long as it says", async () => {
      const world = await openWorld({
        faults: [{ match: { ...post, to: 2 }, effect: { kind: "throttle", retryAfter: "30" } }],
      });
      const start = world.clock.now();
      const sent = () => world.simulator.log.filter(isCreate).map(({ at }) => at - start);
      await lifeIn(world, kind).stack.up(program);
      const [first = 0, second = 0, third = 0] = sent();
      expect(second - first).toBeGreaterThanOrEqual(30_000);
      expect(third - second).toBeLessThanOrEqual(32_000);
      expect(onlyImage(world).status).toBe("active");
    });
  });

  describe("when the job fails", () => {
    test("the error has code, reason, job and hint; what it left is removed; nothing is stored", async () => {
      const world = await openWorld();
      const { stack } = lifeIn(world, kind);
      const error = await failure(stack.up({ ...program, [source]: brokenId }));
      const [job] = world.simulator.truth().jobs;
      expect(error.message).toContain(`Job ${job?.id} failed`);
      expect(error.message).toContain(`${brokenCode} ${brokenReason}`);
      expect(error).not.toBeInstanceOf(PartialFailure);
      expect(images(world)).toEqual([]);
      expect(world.simulator.truth().deletes).toBe(1);
      expect(stack.state).toBeUndefined();
    });

    test("and what it left cannot be removed, the error says both", async () => {
      const world = await openWorld({
        faults: [{ match: { method: "DELETE" }, effect: { kind: "respond", status: 403, body: {} } }],
      });
      const error = await failure(lifeIn(world, kind).stack.up({ ...program, [source]: brokenId }));
      expect(error.message).toMatch(
        new RegExp(`${brokenCode}.*What the job has left could not be removed, the next \`pulumi up\` will`),
      );
      expect(error.message).not.toContain("..");
      expect(images(world)).toHaveLength(1);
    });

    test("the next run removes what was left, and makes a new image", async () => {
      const world = await openWorld({
        faults: [{ match: { method: "DELETE", nth: 1 }, effect: { kind: "respond", status: 403, body: {} } }],
      });
      const life = lifeIn(world, kind);
      await failure(life.stack.up({ ...program, [source]: brokenId }));
      const [left] = images(world);
      const error = await failure(life.afterKill().stack.up({ ...program, [source]: brokenId }));
      expect(error.message).toContain(brokenReason);
      expect(world.simulator.truth().deletedImages).toContain(left?.id);
      expect(images(world)).toEqual([]);
    });
  });

  describe("single polls that fail", () => {
    test.each([
      ["500", { kind: "respond", status: 500, body: "<html>" } as const],
      ["404", { kind: "respond", status: 404, body: {} } as const],
      ["403", { kind: "respond", status: 403, body: {} } as const],
      ["a reset", { kind: "reset", when: "before" } as const],
      ["no JSON", { kind: "respond", status: 200, body: "<html>" } as const],
      ["another job", { kind: "respond", status: 200, body: { status: "PAUSED" } } as const],
      ["throttling", { kind: "throttle" } as const],
    ])("with %s do not end the wait", async (_what, effect) => {
      const world = await openWorld({ faults: [{ match: { path: "/jobs/", from: 2, to: 3 }, effect }] });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(stack.known().id).toBe(onlyImage(world).id);
    });

    test("a job that the service never knows: the marker shows the image", async () => {
      const world = await openWorld({
        faults: [{ match: { path: "/jobs/" }, effect: { kind: "respond", status: 404, body: {} } }],
      });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { status: "active" } });
      expect(postsOf(world)).toBe(1);
    });

    test("a job that never moves: the active image counts", async () => {
      const body = { status: "RUNNING", entities: {} };
      const world = await openWorld({
        faults: [{ match: { path: "/jobs/" }, effect: { kind: "respond", status: 200, body } }],
      });
      const { stack } = lifeIn(world, kind);
      await stack.up({ ...program, timeouts: { create: "3h" } });
      expect(stack.known().id).toBe(onlyImage(world).id);
    });
  });

  describe("lists that lag behind", () => {
    test("for longer than the job: the image is read by its id", async () => {
      const world = await openWorld({ seed: { listLagSeconds: 36_000 } });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { status: "active", __phase: "done" } });
      expect(markerOf(onlyImage(world))).toMatch(/^o-/);
    });

    test("and a job that names no image: there is nothing to hand over, and the next run finds it", async () => {
      const world = await openWorld({ seed: { listLagSeconds: 3_600 } });
      const body = { status: "SUCCESS", entities: {} };
      world.simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "respond", status: 200, body } });
      const life = lifeIn(world, kind);
      const error = await failure(life.stack.up(program));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(error.message).toContain("succeeded without naming an image");
      world.clock.advance(7_200_000);
      const next = life.next();
      await next.stack.up(program);
      expect(next.stack.known().outputs).toMatchObject({ imageId: onlyImage(world).id, __phase: "done" });
      expect(postsOf(world)).toBe(1);
    });

    test("and a job that names no image though the marker shows it: that one is taken", async () => {
      const world = await openWorld();
      world.simulator.addFaults({
        match: { path: "/jobs/" },
        effect: { kind: "respond", status: 200, body: { status: "SUCCESS", entities: {} } },
      });
      const { stack } = lifeIn(world, kind);
      await stack.up(program);
      expect(stack.known().id).toBe(onlyImage(world).id);
    });
  });

  test.each([
    ["the request is throttled", createCall, { kind: "throttle" }],
    [
      "the source is busy",
      post,
      { kind: "respond", status: 400, body: { error: { code: "IMG.0010", message: "busy" } } },
    ],
    ["nothing answers", {}, { kind: "reset", when: "before" }],
    ["every search fails", { path: "/resource_instances/" }, { kind: "respond", status: 503, body: {} }],
    ["no poll succeeds", { path: "/jobs/|^/v2/cloudimages$" }, { kind: "respond", status: 500, body: {} }],
    ["the hand-over is throttled", { path: "/tags/action$" }, { kind: "throttle" }],
  ] as const)(
    "when %s for ever, create ends at its deadline, and sends nothing after its end",
    async (_what, match, effect) => {
      const world = await openWorld({ faults: [{ match, effect }] });
      const start = world.clock.now();
      await failure(lifeIn(world, kind).stack.up({ ...program, timeouts: { create: "20m" } }));
      // What was begun may take another minute, so that it is not left half-done.
      expect(world.clock.now() - start).toBeLessThanOrEqual(1_265_000);
      const sent = world.simulator.log.length;
      world.clock.advance(3_600_000);
      await world.clock.sleep(0);
      await world.clock.sleep(0);
      expect(world.simulator.log).toHaveLength(sent);
    },
  );

  test("when no poll of the job succeeds for ever, the image decides: three reads that show it active are enough", async () => {
    const faults = [{ match: { path: "/jobs/" }, effect: { kind: "respond" as const, status: 500, body: {} } }];
    const world = await openWorld({ faults });
    const { stack } = lifeIn(world, kind);
    await stack.up(program);
    expect(stack.known().id).toBe(onlyImage(world).id);
    expect(stack.known().outputs["__phase"]).toBe("done");
  });

  describe("an image that somebody else's marker claims", () => {
    test("a job that answers with a foreign image: it is left alone, and nothing is adopted", async () => {
      const world = await openWorld();
      const foreign = world.simulator.edit.addImage({
        name: "foreign",
        project: "0a11ce00de0000000000000000000001",
        tags: { "pulumi-ims": "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd" },
      });
      world.simulator.addFaults({
        match: { path: "/jobs/" },
        effect: { kind: "respond", status: 200, body: { status: "SUCCESS", entities: { image_id: foreign } } },
      });
      const error = await failure(lifeIn(world, kind).stack.up(program));
      expect(error.message).toContain(`Image ${foreign} carries the marker of another resource; it is left alone`);
      expect(world.simulator.truth().images.find(({ id }) => id === foreign)?.tags).toEqual({
        "pulumi-ims": "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd",
      });
    });

    test("images of other resources are never touched, whatever their names and tags", async () => {
      const world = await openWorld();
      const project = "0a11ce00de0000000000000000000001";
      const others = [
        {},
        { "pulumi-ims": "mine" },
        { "pulumi-ims": "c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd" },
      ].map((tags) => world.simulator.edit.addImage({ name: "golden", project, tags }));
      const before = images(world);
      await lifeIn(world, kind).stack.up(program);
      expect(images(world).filter(({ id }) => others.includes(id))).toEqual(before);
      expect(images(world)).toHaveLength(4);
    });
  });

  describe("an image of the same resource that the state does not know", () => {
    test("from other inputs and finished is said in one line of information, and kept", async () => {
      const world = await openWorld();
      const first = lifeIn(world, kind);
      await first.stack.up({ ...program, [source]: row.otherId });
      const life = first.afterKill();
      await life.stack.up(program);
      expect(life.engine.warned).toEqual([]);
      expect(life.engine.informed).toEqual([
        "There is another image of this resource; `pulumi-ims orphans` says which of them no state has",
      ]);
      expect(images(world)).toHaveLength(2);
    });

    test("from the same inputs and finished is said in one line of information, and never adopted", async () => {
      const world = await openWorld();
      const first = lifeIn(world, kind);
      await first.stack.up(program);
      const old = onlyImage(world);
      const life = first.afterKill();
      await life.stack.up(program);
      expect(life.engine.warned).toEqual([]);
      expect(life.engine.informed).toHaveLength(1);
      expect(life.stack.known().id).not.toBe(old.id);
      expect(images(world)).toHaveLength(2);
    });
  });

  describe("before anything is sent", () => {
    test("a run that was interrupted ends", async () => {
      const world = await openWorld();
      const life = lifeIn(world, kind);
      life.engine.cancel();
      const error = await failure(life.stack.up(program));
      expect(error.message).toBe("Interrupted before anything was sent");
      expect(callsOf(world)).toEqual([]);
    });

    test.each([
      ["missing", undefined, "is required"],
      ["not known", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "is not known yet"],
      ["empty", "", "must be "],
    ])("a source that is %s is refused once more", async (_what, value, words) => {
      const world = await openWorld();
      const provider = world.process().provider(kind);
      const error = await failure(provider.create({ ...program, [source]: value }));
      expect(error.message).toContain("Nothing was sent");
      expect(error.message).toContain(`${source} ${words}`);
      expect(callsOf(world)).toEqual([]);
    });
  });

  test("two resources made from the same source are two images", async () => {
    const world = await openWorld();
    const lives = ["one", "two"].map((name) => ({ ...program, name, __urn: urnOf(kind.type, name) }));
    const process = world.process();
    await Promise.all(lives.map((inputs) => process.provider(kind).create(inputs)));
    expect(
      images(world)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["one", "two"]);
    expect(new Set(images(world).map(markerOf)).size).toBe(2);
  });
});
