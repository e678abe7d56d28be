/** read, in virtual time: one image as it is, "gone" only when it is certain, and nothing is ever changed. */
import { demoCredentials, otherCredentials } from "pulumi-ims-simulator";
import { environmentOf } from "../../support/inProcess";
import {
  callsOf,
  changesOf,
  failure,
  finished,
  images,
  interrupted,
  lifeIn,
  onlyImage,
  programTags,
  someKinds,
  urnOf,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const hour = 3_600_000;
/** As the service writes times. */
const timeText = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, "");
const project = demoCredentials.projects["eu-de"] ?? "";

/** The check adds the region of the settings. */
const regionByDefault = { region: "eu-de", __byDefault: ["region"] };

describe.each(someKinds)("$type", (row) => {
  const { kind, program, source } = row;

  test("an image as it was made: inputs and outputs stay as they are", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const before = life.stack.known();
    const next = life.next();
    expect(await next.stack.refresh()).toBe("kept");
    expect(next.stack.known()).toEqual(before);
    expect(changesOf(world)).toEqual([]);
  });

  test("an image that was only touched, as by our own marker: its time of change is no difference", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const before = life.stack.known();
    await world.clock.sleep(60_000);
    world.simulator.edit.updateImage(onlyImage(world).id, {});
    const next = life.next();
    expect(await next.stack.refresh()).toBe("kept");
    expect(next.stack.known()).toEqual(before);
  });

  describe("gone", () => {
    test("is said after the native call has said 404", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const { id } = onlyImage(world);
      world.simulator.edit.deleteImage(id);
      expect(await life.next().stack.refresh()).toBe("gone");
      expect(callsOf(world)).toEqual(["GET /v3/projects", "GET /v2/cloudimages", `GET /v2/images/${id}`]);
    });

    test("is not said of an image that the list leaves out", async () => {
      const world = await openWorld({
        faults: [
          {
            match: { path: "^/v2/cloudimages$", from: 2 },
            effect: { kind: "respond", status: 200, body: { images: [] } },
          },
        ],
      });
      const life = await finished(world, row);
      const next = life.next();
      expect(await next.stack.refresh()).toBe("kept");
      expect(next.stack.known().id).toBe(onlyImage(world).id);
    });

    test.each([
      ["403", 403, {}],
      ["500", 500, {}],
      ["401", 401, { error_code: "APIGW.0301", error_msg: "verify aksk signature fail" }],
      ["404 of the gateway", 404, { error_code: "APIGW.0101", error_msg: "The API does not exist" }],
      ["400 with another code", 400, { error: { code: "IMG.0067", message: "project id wrong" } }],
      ["502 of a proxy", 502, "<html>"],
    ])("is not said on %s: that is an error, and the entry is kept", async (_what, status, body) => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.edit.deleteImage(onlyImage(world).id);
      world.simulator.addFaults({ match: { path: "^/v2/images/" }, effect: { kind: "respond", status, body } });
      const next = life.next();
      const error = await failure(next.stack.refresh());
      expect(error.message).toContain(`HTTP ${status}`);
      expect(next.stack.known()).toEqual(life.stack.known());
    });

    test.each(["deleted", "pending_delete"])("is said of an image that is still listed, as %s", async (status) => {
      const world = await openWorld();
      const life = await finished(world, row);
      const body = { images: [{ ...onlyImage(world).image, status }] };
      world.simulator.addFaults({
        match: { path: "^/v2/cloudimages$" },
        effect: { kind: "respond", status: 200, body },
      });
      expect(await life.next().stack.refresh()).toBe("gone");
    });

    test.each([403, 500])("is not said when the list fails with %d", async (status) => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({
        match: { path: "^/v2/cloudimages$" },
        effect: { kind: "respond", status, body: {} },
      });
      await failure(life.next().stack.refresh());
    });

    test.each(["IMG.0027", "IMG.0031", "IMG.0066", "IMG.0086", "IMG.0144"])(
      "is said on %s, which means not there",
      async (code) => {
        const world = await openWorld();
        const life = await finished(world, row);
        world.simulator.edit.deleteImage(onlyImage(world).id);
        const body = { error: { code, message: "not there" } };
        world.simulator.addFaults({ match: { path: "^/v2/images/" }, effect: { kind: "respond", status: 400, body } });
        expect(await life.next().stack.refresh()).toBe("gone");
      },
    );
  });

  test.each(["active", "deleted"])("an answer for another image, which is %s, is an error", async (status) => {
    const world = await openWorld();
    const life = await finished(world, row);
    const body = { images: [{ id: "another", status, tags: [] }] };
    world.simulator.addFaults({ match: { path: "^/v2/cloudimages$" }, effect: { kind: "respond", status: 200, body } });
    const error = await failure(life.next().stack.refresh());
    expect(error.message).toBe(`Asked for image ${onlyImage(world).id}, the service answered with image another`);
  });

  test("from a shell of another account: refused with both projects before any call, and the entry is kept", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const next = life.next(environmentOf(world.simulator, otherCredentials));
    const error = await failure(next.stack.refresh());
    expect(error.message).toContain(project);
    expect(error.message).toContain(otherCredentials.projects["eu-de"]);
    expect(callsOf(world)).toEqual(["GET /v3/projects"]);
    expect(next.stack.known()).toEqual(life.stack.known());
  });

  test("from a shell of another region: the image is read where it is", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const next = life.next({ ...environmentOf(world.simulator), HW_REGION_NAME: "eu-nl" });
    expect(await next.stack.refresh()).toBe("kept");
    expect(next.stack.known().outputs).toMatchObject({ region: "eu-de", projectId: project });
  });

  describe("drift", () => {
    const drifts: readonly (readonly [string, Record<string, string | number>, Record<string, unknown>])[] = [
      ["name", { name: "renamed" }, { name: "renamed" }],
      ["description", { __description: "by hand" }, { description: "by hand" }],
      ...(kind.fields["minRam"]
        ? ([
            ["minRam", { min_ram: 4096 }, { minRam: 4096 }],
            ["maxRam", { max_ram: "8192" }, { maxRam: 8192 }],
          ] as const)
        : []),
    ];
    const full = kind.fields["minRam"] ? { ...program, minRam: 1024, maxRam: 2048 } : program;

    test.each(drifts)(
      "of %s shows in inputs and outputs, and the next up puts it right",
      async (_what, edit, drifted) => {
        const world = await openWorld();
        const life = await finished(world, row, full);
        world.clock.advance(hour);
        const editedAt = world.clock.now();
        world.simulator.edit.updateImage(onlyImage(world).id, edit);
        const next = life.next();
        await next.stack.refresh();
        expect(next.stack.known().inputs).toEqual({ ...full, ...regionByDefault, ...drifted });
        expect(next.stack.known().outputs).toMatchObject({ ...drifted, image: { updatedAt: timeText(editedAt) } });
        expect(await next.stack.up(full)).toBe("update");
        await next.stack.refresh();
        expect(await next.stack.up(full)).toBe("same");
        expect(next.stack.known().inputs).toEqual({ ...full, ...regionByDefault });
      },
    );

    test.each([
      ["changed", { team: "other", release: "42" }],
      ["added", { team: "base", release: "42", more: "x" }],
      ["removed", { team: "base" }],
      ["all gone", {}],
    ])(
      "of tags (%s) shows in inputs and outputs, without the marker, and the next up puts it right",
      async (_what, tags) => {
        const world = await openWorld();
        const life = await finished(world, row);
        const image = onlyImage(world);
        const marker = image.tags["pulumi-ims"] ?? "";
        world.simulator.edit.updateImage(image.id, { tags: { ...tags, "pulumi-ims": marker } });
        const next = life.next();
        await next.stack.refresh();
        expect(next.stack.known().inputs["tags"]).toEqual(tags);
        expect(next.stack.known().outputs).toMatchObject({ tags, image: { tags } });
        expect(await next.stack.up(program)).toBe("update");
        expect(programTags(onlyImage(world))).toEqual(program["tags"]);
        expect(onlyImage(world).tags["pulumi-ims"]).toBe(marker);
      },
    );

    test("is none of what the program left out", async () => {
      const world = await openWorld();
      const bare = { name: "golden", [source]: row.sourceId, ...row.others, __urn: program["__urn"] };
      const life = await finished(world, row, bare);
      const image = onlyImage(world);
      world.simulator.edit.updateImage(image.id, {
        __description: "by hand",
        min_ram: 512,
        tags: { ...image.tags, more: "x" },
      });
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().inputs).toEqual({ ...bare, ...regionByDefault });
      expect(await next.stack.up(bare)).toBe("same");
    });

    test("is none of an explicit default", async () => {
      const world = await openWorld();
      const defaults = { ...program, description: "", tags: {}, enterpriseProjectId: "0" };
      const life = await finished(world, row, defaults);
      const next = life.next();
      await next.stack.refresh();
      expect(next.stack.known().inputs).toEqual({ ...defaults, ...regionByDefault });
      expect(await next.stack.up(defaults)).toBe("same");
    });
  });

  test("tag texts that do not say what is expected are asked for exactly: a bare key in the old dialect is no drift", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const { id, image, tags } = onlyImage(world);
    const body = { images: [{ ...image, tags: ["team.base", "release.42", `pulumi-ims.${tags["pulumi-ims"]}`] }] };
    world.simulator.addFaults({ match: { path: "^/v2/cloudimages$" }, effect: { kind: "respond", status: 200, body } });
    const next = life.next();
    await next.stack.refresh();
    expect(next.stack.known().inputs).toEqual({ ...program, ...regionByDefault });
    expect(next.stack.known().outputs).toMatchObject({ __phase: "done" });
    expect(callsOf(world)).toContain(`GET /v2/${project}/images/${id}/tags`);
  });

  describe("orphans", () => {
    test("of the same resource that are finished are said in one line, once searched for by all reads together", async () => {
      const world = await openWorld();
      const first = await finished(world, row, { ...program, [source]: row.otherId });
      const life = first.afterKill();
      await life.stack.up(program);
      world.simulator.resetLog();
      const next = life.next();
      await Promise.all([next.stack.refresh(), next.stack.refresh(), next.stack.refresh()]);
      expect(next.engine.warned).toEqual([]);
      expect(next.engine.informed).toEqual([
        "There is another image of this resource; `pulumi-ims orphans` says which of them no state has",
      ]);
      expect(callsOf(world).filter((call) => call.includes("/resource_instances/"))).toHaveLength(1);
      expect(images(world)).toHaveLength(2);
    });

    test("of the same resource that are unfinished are named in a warning", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      const [resource, state] = String(life.stack.known().outputs["__token"]).split("-");
      const id = world.simulator.edit.addImage({
        name: "golden",
        project,
        tags: { "pulumi-ims": `c-${resource}-${state}-cccccccccc-dddddddddd` },
      });
      const next = life.next();
      await next.stack.refresh();
      expect(next.engine.warned).toEqual([
        expect.stringContaining(`image ${id} in eu-de was begun for this ${row.type} by a run that was interrupted`),
      ]);
    });

    test("that another entry of the state names are none", async () => {
      const world = await openWorld();
      const first = await finished(world, row, { ...program, [source]: row.otherId });
      const life = first.afterKill();
      await life.stack.up(program);
      const next = life.next();
      const { id, outputs, inputs } = first.stack.known();
      await next.process.provider(kind).diff(id, outputs, inputs);
      await next.stack.refresh();
      expect(next.engine.warned).toEqual([]);
    });

    test("of other resources are not", async () => {
      const world = await openWorld();
      await finished(world, row, { ...program, __urn: urnOf(kind.type, "another") });
      const life = lifeIn(world, kind);
      await life.stack.up(program);
      const next = life.next();
      await next.stack.refresh();
      expect(next.engine.warned).toEqual([]);
    });

    test("a search that fails does not fail the refresh", async () => {
      const world = await openWorld();
      const life = await finished(world, row);
      world.simulator.addFaults({
        match: { path: "/resource_instances/" },
        effect: { kind: "respond", status: 403, body: {} },
      });
      expect(await life.next().stack.refresh()).toBe("kept");
    });
  });

  test("a marker of another resource on the image: kept, with a warning", async () => {
    const world = await openWorld();
    const life = await finished(world, row);
    const image = onlyImage(world);
    const marker = "o-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd";
    world.simulator.edit.updateImage(image.id, { tags: { ...programTags(image), "pulumi-ims": marker } });
    const next = life.next();
    expect(await next.stack.refresh()).toBe("kept");
    expect(next.stack.known().outputs).toMatchObject({ __phase: "done" });
    expect(next.engine.warned).toEqual([`image ${image.id} now carries the marker of another resource (${marker})`]);
  });

  test("the id of a job gives way to the image's", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 120 } });
    const life = await interrupted(world, row);
    expect(life.stack.known().id).toBe(life.stack.known().outputs["jobId"]);
    world.clock.advance(3_600_000);
    const next = life.next();
    await next.stack.refresh();
    expect(next.stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { imageId: onlyImage(world).id } });
  });

  test("the id of a job gives way to the image's also where the job alone knows it", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 36_000 } });
    const life = await interrupted(world, row);
    world.clock.advance(3_600_000);
    const next = life.next();
    await next.stack.refresh();
    expect(next.stack.known()).toMatchObject({ id: onlyImage(world).id, outputs: { __phase: "pending" } });
  });

  test("while the service shows neither image nor job, what was begun is kept", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 36_000 } });
    const life = await interrupted(world, row);
    world.simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "forgetJob" } });
    const next = life.next();
    expect(await next.stack.refresh()).toBe("kept");
    expect(next.stack.known()).toMatchObject({ id: life.stack.known().id, outputs: { __phase: "pending" } });
  });

  describe(".get", () => {
    test("shows an image that this stack does not manage", async () => {
      const world = await openWorld();
      const id = world.simulator.edit.addImage({ name: "theirs", project, tags: { a: "b", "pulumi-ims": "x" } });
      const { props, ...rest } = await world.process().provider(kind).read(id, { region: "eu-de" });
      expect(rest).toEqual({ id });
      expect(props).toMatchObject({
        name: "theirs",
        imageId: id,
        status: "active",
        tags: { a: "b" },
        region: "eu-de",
        projectId: project,
      });
      expect(props["image"]).toMatchObject({ tags: { a: "b" }, diskFormat: "zvhd2" });
    });

    test("of an image that is not there is an error with id, project and region", async () => {
      const world = await openWorld();
      const error = await failure(world.process().provider(kind).read("nowhere", {}));
      expect(error.message).toBe(`There is no image nowhere in project ${project} of eu-de`);
    });
  });
});
