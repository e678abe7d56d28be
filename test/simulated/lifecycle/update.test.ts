/** update, in virtual time: one PATCH, then the tags that differ; what fails half-way converges with the next run. */
import { otherCredentials } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { environmentOf, type World } from "../../support/inProcess";
import {
  callsOf,
  changesOf,
  failure,
  finished,
  lifeIn,
  markerOf,
  onlyImage,
  postsOf,
  programTags,
  someKinds,
  worlds,
} from "./support/lives";

const openWorld = worlds();

const bodiesOf = ({ simulator }: World, method: string, path: RegExp) =>
  simulator.log.filter((entry) => entry.method === method && path.test(entry.path)).map(({ body }) => body);
const patchesOf = (world: World) => bodiesOf(world, "PATCH", /^\/v2\/cloudimages\//);
const tagActionsOf = (world: World) => bodiesOf(world, "POST", /\/tags\/action$/);

describe.each(someKinds)("$type", (row) => {
  const { kind, program } = row;
  const hasMemory = kind.fields["minRam"] !== undefined;

  test("name, description and three tags take at most four calls and the look-up of the project", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const memory = hasMemory ? { minRam: 1024, maxRam: 4096 } : {};
    const next = life.next();
    const other = { ...program, ...memory, name: "silver", description: "second", tags: { a: "1", b: "2", c: "3" } };

    expect(await next.stack.up(other)).toBe("update");

    const [findOwnImages, ...calls] = callsOf(world);
    expect(findOwnImages).toBe("GET /v3/projects");
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(patchesOf(world)).toHaveLength(1);
    const image = onlyImage(world);
    expect(image).toMatchObject({ name: "silver", image: { __description: "second" } });
    if (hasMemory) expect(image.image).toMatchObject({ min_ram: 1024, max_ram: "4096" });
    expect(programTags(image)).toEqual({ a: "1", b: "2", c: "3" });
    expect(next.stack.known().outputs).toMatchObject({ ...other, image: { tags: other.tags } });
    expect(await next.stack.up(other)).toBe("same");
  });

  test("its answer is the read: outputs are those of the changed image", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const next = life.next();
    await next.stack.up({ ...program, name: "silver" });
    expect(callsOf(world)).toEqual([
      "GET /v3/projects",
      "GET /v2/cloudimages",
      `PATCH /v2/cloudimages/${onlyImage(world).id}`,
    ]);
    expect(next.stack.known().outputs).toMatchObject({ name: "silver", imageId: onlyImage(world).id, __phase: "done" });
  });

  describe("the operation of an attribute follows what the image holds", () => {
    const path = "/__description";
    const { description: _, ...bare } = program;
    test.each([
      [
        "held and changed: replace",
        program,
        { ...program, description: "second" },
        [{ op: "replace", path, value: "second" }],
      ],
      ["not held: add", bare, { ...bare, description: "second" }, [{ op: "add", path, value: "second" }]],
      ["held and dropped: remove", program, bare, [{ op: "remove", path }]],
      ["held and emptied: remove", program, { ...program, description: "" }, [{ op: "remove", path }]],
      ["name: replace", program, { ...program, name: "silver" }, [{ op: "replace", path: "/name", value: "silver" }]],
      [
        "enterprise project: replace",
        program,
        { ...program, enterpriseProjectId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" },
        [{ op: "replace", path: "/enterprise_project_id", value: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" }],
      ],
    ])("%s", async (_what, before, now, patch) => {
      const world = await openWorld();
      const life = await finished(world, row, before);
      const next = life.next();
      expect(await next.stack.up(now)).toBe("update");
      expect(patchesOf(world)).toEqual([patch]);
      expect(await next.stack.up(now)).toBe("same");
    });

    test("not held and dropped: nothing is sent", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.edit.updateImage(onlyImage(world).id, { __description: null });
      const next = life.next();
      await next.stack.up(bare);
      expect(changesOf(world)).toEqual([]);
    });

    test("somebody has put the wanted value there already: nothing is sent", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.edit.updateImage(onlyImage(world).id, { __description: "second" });
      const next = life.next();
      await next.stack.up({ ...program, description: "second" });
      expect(changesOf(world)).toEqual([]);
      expect(next.stack.known().outputs).toMatchObject({ description: "second" });
    });
  });

  describe("IMG.0035, an attribute conflict", () => {
    test("because the first answer was lost: looked at again, and nothing is left to say", async () => {
      const world = await openWorld();
      const { description: _, ...bare } = program;
      const life = await finished(world, row);
      world.simulator.addFaults({ match: { method: "PATCH", nth: 1 }, effect: { kind: "reset", when: "after" } });
      const next = life.next();
      await next.stack.up(bare);
      expect(onlyImage(world).image).not.toHaveProperty("__description");
      expect(patchesOf(world)).toHaveLength(2);
      expect(await next.stack.up(bare)).toBe("same");
    });

    test("because another hand was there in between: looked at again, and the rest is said rightly", async () => {
      const world: World = await openWorld({
        onRequest: ({ method, path }) => {
          if (method !== "GET" || !path.startsWith("/v2/cloudimages?id=") || edited) return;
          edited = true;
          world.simulator.edit.updateImage(onlyImage(world).id, { __description: null });
        },
      });
      let edited = true;
      const life = await finished(world, row);
      edited = false;
      await life.next().stack.up({ ...program, name: "silver", description: "second" });
      const path = "/__description";
      expect(patchesOf(world)).toEqual([
        expect.arrayContaining([{ op: "replace", path, value: "second" }]),
        expect.arrayContaining([{ op: "add", path, value: "second" }]),
      ]);
      expect(onlyImage(world)).toMatchObject({ name: "silver", image: { __description: "second" } });
    });

    test("that stays is an error, and the state is as it was", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const body = { error: { code: "IMG.0035", message: "conflict" } };
      world.simulator.addFaults({ match: { method: "PATCH" }, effect: { kind: "respond", status: 400, body } });
      const next = life.next();
      const error = await failure(next.stack.up({ ...program, name: "silver" }));
      expect(error).not.toBeInstanceOf(PartialFailure);
      expect(error.message).toContain("IMG.0035");
      expect(next.stack.known()).toEqual(life.stack.known());
      expect(patchesOf(world)).toHaveLength(2);
    });
  });

  describe("tags", () => {
    const put = (tags: Record<string, string>) => ({
      action: "create",
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    });
    const drop = (tags: Record<string, string>) => ({ ...put(tags), action: "delete" });

    test.each([
      ["one changed", { team: "other", release: "42" }, [put({ team: "other" })]],
      ["one added", { team: "base", release: "42", more: "x" }, [put({ more: "x" })]],
      ["one removed", { team: "base" }, [drop({ release: "42" })]],
      ["all exchanged: the new ones first", { a: "1" }, [put({ a: "1" }), drop({ team: "base", release: "42" })]],
      ["all removed", {}, [drop({ team: "base", release: "42" })]],
      ["all dropped", undefined, [drop({ team: "base", release: "42" })]],
    ])("%s: only the differences are sent, and the marker stays", async (_what, tags, actions) => {
      const world = await openWorld();
      const life = await finished(world, row);
      const marker = markerOf(onlyImage(world));
      const next = life.next();
      await next.stack.up({ ...program, tags });
      expect(tagActionsOf(world)).toEqual(actions);
      expect(programTags(onlyImage(world))).toEqual(tags ?? {});
      expect(markerOf(onlyImage(world))).toBe(marker);
      expect(await next.stack.up({ ...program, tags })).toBe("same");
    });

    test("never spoken of are left alone", async () => {
      const { tags: _, ...untagged } = program;
      const world = await openWorld();
      const life = await finished(world, row, untagged);
      const image = onlyImage(world);
      world.simulator.edit.updateImage(image.id, { tags: { ...image.tags, theirs: "x" } });
      await life.next().stack.up({ ...untagged, name: "silver" });
      expect(programTags(onlyImage(world))).toEqual({ theirs: "x" });
    });

    test.each(["constructor", "toString"])("named %s go like any other", async (key) => {
      const world = await openWorld();
      const life = await finished(world, row, { ...program, tags: { [key]: "x", team: "base" } });
      await life.next().stack.up({ ...program, tags: { team: "base" } });
      expect(programTags(onlyImage(world))).toEqual({ team: "base" });
    });
  });

  describe("a failure half-way", () => {
    const other = { ...program, name: "silver", tags: { team: "other" } };

    test.each([
      ["the tags are refused after the PATCH", { path: "/tags/action$", nth: 1 }, 0],
      ["the second tag call is refused", { path: "/tags/action$", nth: 2 }, 1],
    ])("%s: a partial failure, and the next up does the rest", async (_what, match, actions) => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({ match, effect: { kind: "respond", status: 403, body: {} } });

      const next = life.next();
      const error = await failure(next.stack.up(other));

      expect(error).toBeInstanceOf(PartialFailure);
      expect(error.message).toMatch(/Run `pulumi up` again for the rest\.$/);
      expect(next.stack.known().outputs).toMatchObject({
        name: "silver",
        imageId: onlyImage(world).id,
        __phase: "done",
      });
      expect(tagActionsOf(world)).toHaveLength(actions + 1);
      expect(next.stack.known().outputs["tags"]).toEqual(programTags(onlyImage(world)));
      world.simulator.clearFaults();
      const after = next.next();
      expect(await after.stack.up(other)).toBe("update");
      expect(onlyImage(world)).toMatchObject({ name: "silver" });
      expect(programTags(onlyImage(world))).toEqual({ team: "other" });
      expect(await after.stack.up(other)).toBe("same");
    });

    test("and the program is taken back: the next up takes the image back too", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({
        match: { path: "/tags/action$", nth: 2 },
        effect: { kind: "respond", status: 403, body: {} },
      });
      const next = life.next();
      await failure(next.stack.up(other));
      await next.next().stack.up(program);
      expect(onlyImage(world).name).toBe("golden");
      expect(programTags(onlyImage(world))).toEqual(program["tags"]);
    });

    test("and what the program dropped is still cleared by the next up", async () => {
      const { tags: _, ...unchanged } = program;
      const untagged = { ...unchanged, name: "silver" };
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({
        match: { path: "/tags/action$" },
        effect: { kind: "respond", status: 403, body: {} },
      });
      const next = life.next();
      await failure(next.stack.up(untagged));
      world.simulator.clearFaults();
      await next.next().stack.up(untagged);
      expect(programTags(onlyImage(world))).toEqual({});
    });

    test("of the first call leaves the state as it was", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({ match: { method: "PATCH" }, effect: { kind: "respond", status: 403, body: {} } });
      const next = life.next();
      const error = await failure(next.stack.up(other));
      expect(error).not.toBeInstanceOf(PartialFailure);
      expect(next.stack.known()).toEqual(life.stack.known());
    });

    test.each([
      ["PATCH", { method: "PATCH", nth: 1 }],
      ["the tag call", { path: "/tags/action$", nth: 1 }],
      ["the call that removes tags", { path: "/tags/action$", nth: 2 }],
    ])("a lost answer of %s is made up for", async (_what, match) => {
      for (const when of ["before", "after"] as const) {
        const world = await openWorld();
        const life = await finished(world, row);
        world.simulator.addFaults({ match, effect: { kind: "reset", when } });
        const next = life.next();
        await next.stack.up(other);
        expect(onlyImage(world).name).toBe("silver");
        expect(programTags(onlyImage(world))).toEqual({ team: "other" });
        expect(await next.stack.up(other)).toBe("same");
      }
    });
  });

  describe("what is refused", () => {
    test("an image that is gone: the error says what to do, and nothing is made", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const { id } = onlyImage(world);
      world.simulator.edit.deleteImage(id);
      const error = await failure(life.next().stack.up({ ...program, name: "silver" }));
      expect(error.message).toBe(`Image ${id} is gone; run \`pulumi refresh\`, then \`pulumi up\` makes a new one`);
      expect(changesOf(world)).toEqual([]);
    });

    test("an image that is killed: stored as failed, so that the next up makes a new one", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const { id } = onlyImage(world);
      world.simulator.edit.updateImage(id, { status: "killed" });
      const next = life.next();
      const error = await failure(next.stack.up({ ...program, name: "silver" }));
      expect(error).toBeInstanceOf(PartialFailure);
      expect(error.message).toContain(`Image ${id} is killed`);
      expect(next.stack.known().outputs).toMatchObject({ __phase: "failed", status: "killed", imageId: id });
      expect(await next.next().stack.preview(program)).toMatchObject({ step: "replace" });
    });

    test("an image with the marker of another resource: left alone", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const image = onlyImage(world);
      world.simulator.edit.updateImage(image.id, {
        tags: { ...image.tags, "pulumi-ims": "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd" },
      });
      const error = await failure(life.next().stack.up({ ...program, name: "silver" }));
      expect(error.message).toBe(
        `Image ${image.id} carries the marker of another resource than this ${row.type}; it is left alone`,
      );
      expect(changesOf(world)).toEqual([]);
    });

    test("another account: before any call of the image service", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const next = life.next(environmentOf(world.simulator, otherCredentials));
      const error = await failure(next.stack.up({ ...program, name: "silver" }));
      expect(error.message).toContain("The image lives in project");
      expect(callsOf(world)).toEqual(["GET /v3/projects"]);
    });

    test("a state that says nothing of the image", async () => {
      const world = await openWorld();
      const error = await failure(world.process().provider(kind).update("i1", { name: "x" }, program));
      expect(error.message).toContain(`The state of this ${row.type} (i1) does not say where its image is`);
    });

    test("an engine that is gone: nothing is changed", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const next = life.next();
      next.engine.die();
      await failure(next.stack.up({ ...program, name: "silver" }));
      expect(changesOf(world)).toEqual([]);
    });
  });

  test("it remembers whose image the entry names, also when it fails", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    world.simulator.addFaults({ match: { path: "^/v2/" }, effect: { kind: "respond", status: 403, body: {} } });
    const next = life.next();
    const { id, outputs } = life.stack.known();
    await failure(next.process.provider(kind).update(id, outputs, { ...program, name: "silver" }));
    expect(next.process.ports.claimedImages.has(id)).toBe(true);
    expect(next.process.ports.claimedImages.belongsToAnother(id, String(outputs["__nonce"]))).toBe(false);
  });

  test("after a rename with an alias the stored token counts: the image stays the resource's own", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const marker = markerOf(onlyImage(world));
    const renamed = { ...program, name: "silver", __urn: String(program["__urn"]).replace(/golden$/, "renamed") };
    const next = life.next();
    expect(await next.stack.up(renamed)).toBe("update");
    expect(markerOf(onlyImage(world))).toBe(marker);
    expect(postsOf(world)).toBe(0);
    await next.stack.destroy();
    expect(world.simulator.truth().images).toEqual([]);
  });

  test("an interrupted create is finished under its stored nonce, though the URN has changed", async () => {
    const world = await openWorld();
    const life = lifeIn(world, kind);
    await failure(life.stack.up({ ...program, timeouts: { create: "20s" } }));
    const { __token: token, __nonce: nonce } = life.stack.known().outputs;
    await life.next().stack.up({ ...program, __urn: "urn:pulumi:dev::shop::x::renamed" });
    expect(markerOf(onlyImage(world))).toBe(`o-${token}-${nonce}`);
  });
});
