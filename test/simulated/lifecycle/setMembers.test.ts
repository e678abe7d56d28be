/** Members of a set when something comes in between: what was made is recorded, and nothing is made twice. */
import { demoServerId, secondVolumeId } from "pulumi-ims-simulator";
import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { sets } from "../../support/inProcess";
import { failure, images, postsOf, worlds } from "./support/lives";
import { cancelAt, idsOf, isWhole, next, type SetRow, setRows, stackIn } from "./support/setRows";

const openWorld = worlds();
const slowlyBrokenId = "11111111-2222-4333-8444-5555555555cc";
const [volumesRow, serverRow] = setRows as [SetRow, SetRow, ...SetRow[]];
const volumes = volumesRow.elements;
const dataOnly = { dataImages: volumes, __urn: volumesRow.program["__urn"] };

describe("a set whose time-out passed while its job ran", () => {
  const kind = sets.evsDataImages;

  test("and one image of which the service could not make is whole again after the run that says so", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    const error = await failure(stack.up({ ...dataOnly, timeouts: { create: "5m" } }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error.message).toMatch(/Gave up after 5 min/);
    world.clock.advance(600_000);
    const [kept, lost] = ["data-1", "data-2"].map((name) => images(world).find((image) => image.name === name)?.id);
    world.simulator.edit.updateImage(lost ?? "", { status: "killed" });

    const second = next(world, kind, stack);
    const problem = await failure(second.up(dataOnly));
    expect(problem.message).toMatch(new RegExp(`volume,${secondVolumeId}: .*killed.*next \`pulumi up\` makes a new`));
    expect(postsOf(world)).toBe(1);

    const third = next(world, kind, second);
    expect(await third.up(dataOnly)).toBe("update");
    isWhole(world, third, 2);
    expect(idsOf(world)).toContain(kept);
    expect(idsOf(world)).not.toContain(lost);
    expect(postsOf(world)).toBe(2);
    expect(await next(world, kind, third).up(dataOnly)).toBe("same");
  });

  test("and whose job the service has forgotten is whole with the next run, by what its images say", async () => {
    const world = await openWorld();
    const { stack } = stackIn(world, kind);
    await failure(stack.up({ ...dataOnly, timeouts: { create: "5m" } }));
    world.clock.advance(600_000);
    world.simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "forgetJob" } });
    const second = next(world, kind, stack);
    expect(await second.up(dataOnly)).toBe("update");
    isWhole(world, second, 2);
    expect(postsOf(world)).toBe(1);
    expect(await next(world, kind, second).up(dataOnly)).toBe("same");
  });

  test("and whose job fails for one volume asks again for the image of that one alone", async () => {
    const world = await openWorld({
      seed: {
        volumes: [
          {
            id: slowlyBrokenId,
            serverId: demoServerId,
            durationSeconds: 500,
            broken: { code: "IMG.0022", reason: "the state of the disk does not allow an image" },
          },
        ],
      },
    });
    const broken = { ...dataOnly, dataImages: [...volumes, { volumeId: slowlyBrokenId, name: "broken" }] };
    const { stack } = stackIn(world, kind);
    await failure(stack.up({ ...broken, timeouts: { create: "5m" } }));

    const second = next(world, kind, stack);
    expect((await failure(second.up(broken))).message).toContain(`volume,${slowlyBrokenId}`);
    const good = idsOf(world).filter((id) =>
      images(world).some((image) => image.id === id && image.status === "active"),
    );
    expect(good).toHaveLength(2);
    expect(postsOf(world)).toBe(1);

    const third = next(world, kind, second);
    expect((await failure(third.up(broken))).message).toMatch(new RegExp(`volume,${slowlyBrokenId}: .*IMG\\.0022`));
    const asked = world.simulator.log.filter(
      ({ method, path }) => method === "POST" && path === "/v2/cloudimages/action",
    );
    expect(asked).toHaveLength(2);
    expect(asked[1]?.body).toMatchObject({ data_images: [{ volume_id: slowlyBrokenId }] });
    expect(idsOf(world)).toEqual(good);

    const fourth = next(world, kind, third);
    expect(await fourth.up(dataOnly)).toBe("update");
    isWhole(world, fourth, 2);
    expect(idsOf(world)).toEqual(good);
    expect(await next(world, kind, fourth).up(dataOnly)).toBe("same");
  });
});

describe.each(setRows)("$type", ({ kind, program, count, posts }) => {
  test("when the list fails after the job has ended, what was made is recorded, and the next up hands it over", async () => {
    const world = await openWorld();
    const { process, stack } = stackIn(world, kind);
    let isFailing = false;
    process.engine.onProgress = (message) => {
      if (isFailing || !message.startsWith("submitted")) return;
      isFailing = true;
      world.simulator.addFaults({
        match: { method: "GET", path: "^/v2/cloudimages$" },
        effect: { kind: "respond", status: 503, body: {} },
      });
    };
    const error = await failure(stack.up(program));
    expect(error).toBeInstanceOf(PartialFailure);
    const made = idsOf(world);
    expect(made).toHaveLength(count);
    const { jobs } = world.simulator.truth();
    expect(stack.known().id).toBe(jobs[0]?.id);
    for (const { id } of jobs) expect(JSON.stringify(stack.known().outputs)).toContain(id);

    world.simulator.clearFaults();
    const second = next(world, kind, stack);
    expect(await second.up(program)).toBe("update");
    isWhole(world, second, count);
    expect(idsOf(world)).toEqual(made);
    expect(postsOf(world)).toBe(posts);
    expect(await next(world, kind, second).up(program)).toBe("same");
  });

  test("Ctrl-C right after the call, before its images are listed, is continued by the next up", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 45 } });
    const { process, stack } = stackIn(world, kind);
    cancelAt(process, /^submitted/);
    expect(await failure(stack.up(program))).toBeInstanceOf(PartialFailure);
    const second = next(world, kind, stack);
    expect(await second.up(program)).toBe("update");
    isWhole(world, second, count);
    expect(postsOf(world)).toBe(posts);
    expect(await next(world, kind, second).up(program)).toBe("same");
  });

  test("Ctrl-C right after the call, before its images are listed: refresh keeps the set, and the next up ends it", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 45 } });
    const { process, stack } = stackIn(world, kind);
    cancelAt(process, /^submitted/);
    expect(await failure(stack.up(program))).toBeInstanceOf(PartialFailure);
    const second = next(world, kind, stack);
    expect(await second.refresh()).toBe("kept");
    const third = next(world, kind, second);
    expect(await third.up(program)).toBe("update");
    isWhole(world, third, count);
    expect(postsOf(world)).toBe(posts);
    expect(await next(world, kind, third).up(program)).toBe("same");
  });

  test.each([
    ["in the wait", /^running/, 0],
    ["right after the call, before its images are listed", /^submitted/, 45],
  ] as const)(
    "a set that was interrupted %s is destroyed whole, its job awaited",
    async (_when, form, listLagSeconds) => {
      const world = await openWorld({ seed: { listLagSeconds } });
      const { process, stack } = stackIn(world, kind);
      cancelAt(process, form);
      await failure(stack.up(program));
      expect(images(world)).not.toEqual([]);
      const second = next(world, kind, stack);
      await second.destroy();
      expect(second.state).toBeUndefined();
      expect(images(world)).toEqual([]);
      expect(postsOf(world)).toBe(1);
    },
  );

  test("a set that was interrupted is destroyed whole after its job has ended", async () => {
    const world = await openWorld({ seed: { listLagSeconds: 45 } });
    const { process, stack } = stackIn(world, kind);
    cancelAt(process, /^submitted/);
    await failure(stack.up(program));
    world.clock.advance(3_600_000);
    await next(world, kind, stack).destroy();
    expect(images(world)).toEqual([]);
  });
});

describe("a set with two calls that was interrupted in the second one", () => {
  const { kind, program } = serverRow;
  const interruptedIn = async (form: RegExp, nth: number, listLagSeconds = 0) => {
    const world = await openWorld({ seed: { listLagSeconds } });
    const { process, stack } = stackIn(world, kind);
    cancelAt(process, form, nth);
    expect(await failure(stack.up(program))).toBeInstanceOf(PartialFailure);
    expect(postsOf(world)).toBe(2);
    return { world, stack };
  };

  test.each([0, 45])("is ended by the next up without a further call, its rows listed after %d s", async (lag) => {
    const { world, stack } = await interruptedIn(/^submitted/, 2, lag);
    const made = idsOf(world);
    const second = next(world, kind, stack);
    expect(await second.refresh()).toBe("kept");
    const third = next(world, kind, second);
    expect(await third.up(program)).toBe("update");
    isWhole(world, third, 3);
    expect(idsOf(world)).toEqual(made);
    expect(postsOf(world)).toBe(2);
    expect(await next(world, kind, third).up(program)).toBe("same");
  });

  test("is destroyed whole", async () => {
    const { world, stack } = await interruptedIn(/^submitted/, 2);
    world.clock.advance(60_000);
    await next(world, kind, stack).destroy();
    expect(images(world)).toEqual([]);
  });
});

test("a partial failure of a set with 23 volumes and tags fits into the engine's header", async () => {
  const many = Array.from({ length: 23 }, (_, index) => `22222222-2222-4333-8444-5555555555${10 + index}`);
  const world = await openWorld({
    seed: { volumes: many.map((id) => ({ id, serverId: demoServerId })), quotas: { default: 100 } },
  });
  const tags = { team: "platform", environment: "production", "cost-center": "4711-0815", release: "2026.11" };
  const program = {
    ...dataOnly,
    dataImages: many.map((volumeId, index) => ({
      volumeId,
      name: `data-disk-${index}`,
      description: "of the base",
      tags,
    })),
  };
  const { process, stack } = stackIn(world, sets.evsDataImages);
  cancelAt(process, /^running/);
  const error = await failure(stack.up(program));
  if (!(error instanceof PartialFailure)) throw error;
  const { properties, reasons } = error;
  const header = Buffer.from(JSON.stringify({ properties, reasons })).toString("base64");
  expect(header.length).toBeLessThan(40_000);
  expect(properties["images"]).toHaveLength(23);

  const second = next(world, sets.evsDataImages, stack);
  expect(await second.up(program)).toBe("update");
  isWhole(world, second, 23);
  expect(postsOf(world)).toBe(1);
  expect(await next(world, sets.evsDataImages, second).up(program)).toBe("same");
});
