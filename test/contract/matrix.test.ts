/**
 * What every kind owes its users, from the first `pulumi up` to the last `pulumi destroy`, over the real provider
 * server. A new kind brings a row in `samples.ts`, and with it all of these tests.
 */
import { markerKey } from "../../provider/ims/markerKey";
import * as kinds from "../../provider/kinds";
import type { Field, Kind } from "../../provider/kinds/kind";
import { RpcError, RpcPartialFailure } from "../support/grpcWire";
import { failureOf, GrpcWorld, inputsOf, jobsOf, markerOf, until } from "../support/grpcWorld";
import { edited, look } from "../support/looks";
import type { MiniStack, Properties } from "../support/miniStack";
import { type MutableSample, type Sample, type Shown, sampleRows } from "../support/samples";

jest.setTimeout(60_000);

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One resource of one kind, in a world without images. */
interface Bench {
  readonly kind: Kind;
  readonly sample: Sample;
  readonly world: GrpcWorld;
  readonly stack: MiniStack;
  /** What the class sends for the sample's program with these changes; undefined drops an argument. */
  program(changes?: Properties): Properties;
}

interface Scenario {
  readonly title: string;
  /** `slow` for jobs that are still running when something happens to them. */
  readonly pace: "quick" | "slow";
  /** What the kind must have, without which there is nothing to try. */
  readonly needs?: "job" | "broken" | "missing";
  readonly run: (bench: Bench) => Promise<void>;
}

const jobSeconds = { quick: 0.1, slow: 1.5 };

test("there is a row of samples for every kind", () => {
  expect(sampleRows.map(({ kind }) => kind.name).sort()).toEqual(Object.keys(kinds).sort());
});

const life: readonly Scenario[] = [
  {
    title: "the first up makes one image, which is as declared and handed over",
    pace: "quick",
    run: async ({ kind, sample, world, stack, program }) => {
      expect(await stack.up(program())).toBe("create");
      const image = world.image();
      expect(look(image, sample.shown)).toEqual(sample.shown);
      expect(kind.readyStatuses).toContain(image.status);
      expect(markerOf(image)).toBe("o");
      const { id, inputs, outputs } = stack.known();
      expect(id).toBe(image.id);
      expect(outputs).toMatchObject(inputs);
      const { status, project: projectId } = image;
      expect(outputs).toMatchObject({ imageId: image.id, status, region: "eu-de", projectId });
      expect(outputs["image"]).not.toHaveProperty(["tags", markerKey]);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "an up without changes changes nothing, however often",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const before = world.image();
      const steps = [await stack.up(program()), await stack.up(program())];
      expect(steps).toEqual(["same", "same"]);
      expect(world.image()).toEqual(before);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "a program that names nothing but the source gets a made-up name, and keeps it",
    pace: "quick",
    run: async ({ kind, sample, world, stack }) => {
      const isNeeded = (key: string) => kind.fields[key]?.required || key === sample.source?.given;
      const required = Object.keys(kind.fields).filter((key) => isNeeded(key) && key !== "name");
      const args = Object.fromEntries(required.map((key) => [key, sample.program[key]]));
      const least = inputsOf(kind, args, "web");
      await stack.up(least);
      expect(world.image().name).toMatch(/^web-[a-z2-7]{7}$/);
      expect(await stack.up(least)).toBe("same");
    },
  },
  {
    title: "a refresh of an image that nobody touched keeps everything",
    pace: "quick",
    run: async ({ stack, program }) => {
      await stack.up(program());
      const before = structuredClone(stack.known());
      expect(await stack.refresh()).toBe("kept");
      expect(stack.known()).toEqual(before);
      expect(await stack.up(program())).toBe("same");
    },
  },
  {
    title: "a destroy deletes the image, and one more finds nothing to do",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id, outputs } = stack.known();
      await stack.destroy();
      expect(world.images()).toEqual([]);
      await world.provider.delete(id, outputs);
    },
  },
  {
    title: "a forced replacement makes a new image and deletes the old one",
    pace: "quick",
    run: async ({ sample, world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      await stack.forceReplace(program(sample.second));
      expect(stack.known().id).not.toBe(id);
      expect(world.image().id).toBe(stack.known().id);
    },
  },
  {
    title: "a get reads the image by its id alone and changes nothing",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const image = world.image();
      const { __provider } = program();
      const { id, props, inputs } = await world.provider.read(image.id, { __provider });
      expect(id).toBe(image.id);
      expect(props).toMatchObject({ __provider, imageId: image.id, name: image.name, status: image.status });
      expect(props["tags"]).toEqual(look(image, { tags: {} })["tags"]);
      expect(inputs).toBeUndefined();
      expect(world.image()).toEqual(image);
    },
  },
  {
    title: "a get of an image that is not there says so",
    pace: "quick",
    run: async ({ world, program }) => {
      const { __provider } = program();
      const failure = await failureOf(world.provider.read(nowhere, { __provider }), RpcError);
      expect(failure.message).toContain(`There is no image ${nowhere}`);
    },
  },
];

const nowhere = "deadbeef-0000-4000-8000-000000000001";

const trouble = (kind: Kind): readonly Scenario[] => [
  {
    title: "an image that was deleted outside is gone after a refresh, and the next up makes another",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      world.simulator.edit.deleteImage(id);
      expect(await stack.refresh()).toBe("gone");
      expect(await stack.up(program())).toBe("create");
      expect(world.image().id).not.toBe(id);
    },
  },
  {
    title: "an image that was deleted outside cannot be changed, and the error names the way out",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      world.simulator.edit.deleteImage(id);
      const failure = await failureOf(stack.up(program({ name: "renamed" })), RpcError);
      expect(failure.message).toContain(`Image ${id} is gone; run \`pulumi refresh\``);
    },
  },
  {
    title: "an image that the service refuses to show is not taken for gone",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const body = { error_code: "IMG.0026", error_msg: "no right" };
      world.simulator.addFaults({ match: { method: "GET" }, effect: { kind: "respond", status: 403, body } });
      const failure = await failureOf(stack.refresh(), RpcError);
      expect(failure.message).toContain("IMG.0026 no right");
      expect(stack.state).toBeDefined();
    },
  },
  {
    title: "a job that fails says why, and leaves neither an image nor an entry",
    pace: "quick",
    needs: "broken",
    run: async ({ sample, world, stack, program }) => {
      const { args, code, reason } = given(sample.broken);
      const failure = await failureOf(stack.up(program(args)), RpcError);
      const job = world.simulator.truth().jobs.at(-1);
      expect(failure.message).toContain(`Job ${job?.id} failed`);
      expect(failure.message).toContain(`${code} ${reason}`);
      expect(failure).not.toBeInstanceOf(RpcPartialFailure);
      expect(stack.state).toBeUndefined();
      expect(world.images()).toEqual([]);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "a source that is not there is refused before anything begins",
    pace: "quick",
    needs: "missing",
    run: async ({ sample, world, stack, program }) => {
      const { args, code } = given(sample.missing);
      const failure = await failureOf(stack.up(program(args)), RpcError);
      expect(failure.message).toContain("The image was not created");
      expect(failure.message).toContain(code);
      expect(failure).not.toBeInstanceOf(RpcPartialFailure);
      expect(world.creates()).toBe(0);
    },
  },
  {
    title: "a create whose answer is lost still makes one image",
    pace: "quick",
    run: async ({ sample, world, stack, program }) => {
      const { method, path } = kind.submit(sample.program, [], { projectId: world.projectId });
      world.simulator.addFaults({
        match: { method, path: `${path}$`, nth: 1 },
        effect: { kind: "reset", when: "after" },
      });
      await stack.up(program());
      expect(world.image().id).toBe(stack.known().id);
      expect(world.creates()).toBe(1);
      expect(await stack.up(program())).toBe("same");
    },
  },
];

function changes({ program: declared, mutable, immutable, along = {}, recorded = {} }: Sample): Scenario[] {
  const fields = Object.entries(mutable);
  const everything = {
    value: Object.fromEntries(fields.map(([key, { value }]) => [key, value])),
    shown: Object.assign({}, ...fields.map(([, { shown }]) => shown)) as Shown,
  };
  return [
    ...fields.map(([key, { value, shown }]) => updated(`changing ${key} is done in place`, { [key]: value }, shown)),
    updated("everything that can be changed is changed at once", everything.value, everything.shown),
    ...fields.map(([key, { cleared }]) =>
      cleared === undefined ? kept(key) : updated(`dropping ${key} clears it in place`, { [key]: undefined }, cleared),
    ),
    ...fields.map(([key, field]) => drifted(key, declared, field)),
    ...Object.entries(immutable).map(([key, value]) => replaced(key, { ...along[key], [key]: value })),
    ...Object.entries(recorded).map(([key, value]) => noted(key, value)),
  ];
}

const updated = (title: string, change: Properties, shown: Shown): Scenario => ({
  title,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const { id } = stack.known();
    expect(await stack.up(program(change))).toBe("update");
    const image = world.image();
    expect(image.id).toBe(id);
    expect(look(image, shown)).toEqual(shown);
    expect(markerOf(image)).toBe("o");
    expect(stack.known().id).toBe(id);
    expect(await stack.up(program(change))).toBe("same");
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program(change))).toBe("same");
  },
});

const kept = (key: string): Scenario => ({
  title: `dropping ${key} leaves it as it is`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    expect(await stack.up(program({ [key]: undefined }))).toBe("same");
    expect(world.image()).toEqual(before);
  },
});

const drifted = (key: string, declared: Properties, { drift }: MutableSample): Scenario => ({
  title: `drift of ${key} is seen by a refresh and mended by an up`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    world.simulator.edit.updateImage(before.id, edited(before, drift));
    expect(await stack.refresh()).toBe("kept");
    expect(stack.known().inputs[key]).not.toEqual(declared[key]);
    expect(stack.known().outputs[key]).toEqual(stack.known().inputs[key]);
    expect(await stack.up(program())).toBe("update");
    expect(look(world.image(), drift)).toEqual(look(before, drift));
    expect(markerOf(world.image())).toBe("o");
    expect(await stack.up(program())).toBe("same");
  },
});

const replaced = (key: string, change: Properties): Scenario => ({
  title: `changing ${key} replaces the image`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const { id } = stack.known();
    const { step, replaces } = await stack.preview(program(change));
    expect(step).toBe("replace");
    expect(replaces.toSorted()).toEqual(Object.keys(change).sort());
    expect(await stack.up(program(change))).toBe("replace");
    expect(world.image().id).toBe(stack.known().id);
    expect(stack.known().id).not.toBe(id);
    expect(stack.known().outputs[key]).toEqual(change[key]);
    expect(await stack.up(program(change))).toBe("same");
  },
});

const noted = (key: string, value: unknown): Scenario => ({
  title: `changing ${key} is recorded and leaves the image alone`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    const change = { [key]: value };
    expect(await stack.up(program(change))).toBe("update");
    expect(world.image()).toEqual(before);
    expect(stack.known().outputs[key]).toBe(value);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program(change))).toBe("same");
  },
});

/** What a preview shows when a value comes from a resource that is not there yet. */
const steps = { update: "update", replace: "replace", record: "update", local: "same" } as const;

const unknowns = (kind: Kind): Scenario[] =>
  Object.entries(kind.fields).map(([key, { onChange }]) => ({
    title: `an unknown ${key} passes the preview (${steps[onChange]})`,
    pace: "quick",
    run: async ({ world, stack, program }) => {
      const inputs = await stack.check(program({ [key]: unknown }));
      expect(inputs[key]).toBe(unknown);
      await stack.up(program());
      const requests = world.simulator.log.length;
      const { step, replaces } = await stack.preview(program({ [key]: unknown }));
      expect(step).toBe(steps[onChange]);
      expect(replaces).toEqual(onChange === "replace" ? [key] : []);
      expect(world.simulator.log).toHaveLength(requests);
    },
  }));

const strangeAnswers: readonly { readonly title: string; readonly to?: number; readonly body: Properties }[] = [
  { title: "a state that no page knows", to: 2, body: { status: "PAUSED", entities: {} } },
  { title: "a state in small letters", to: 2, body: { status: "running", entities: null } },
  { title: "empty entities at the end", body: { status: "SUCCESS", entities: {} } },
  { title: "null entities at the end", body: { status: "SUCCESS", entities: null } },
  { title: "no entities at the end", body: { status: "SUCCESS" } },
];

const strangeJobs = strangeAnswers.map(
  ({ title, to, body }): Scenario => ({
    title: `a job with ${title} still ends in one image`,
    pace: "quick",
    needs: "job",
    run: async ({ world, stack, program }) => {
      const match = { path: "/jobs/", ...(to === undefined ? {} : { to }) };
      world.simulator.addFaults({ match, effect: { kind: "respond", status: 200, body } });
      await stack.up(program());
      expect(world.image()).toMatchObject({ id: stack.known().id, status: "active" });
      expect(markerOf(world.image())).toBe("o");
      expect(await stack.up(program())).toBe("same");
    },
  }),
);

const shortTime = { timeouts: { create: "300ms" } };

/** An up that gives up while the job runs. */
async function giveUp({ stack, program }: Bench): Promise<RpcPartialFailure> {
  const failure = await failureOf(stack.up(program(shortTime)), RpcPartialFailure);
  expect(failure.message).toContain("Gave up after");
  return failure;
}

const interruptions: readonly Scenario[] = [
  {
    title: "a create that runs out of time is recorded with all that later operations need",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      const { id, reasons, properties } = await giveUp(bench);
      const { world, program } = bench;
      const image = world.image();
      expect(id).toBe(image.id);
      expect(reasons.join()).toContain("Run `pulumi up` to continue");
      expect(properties).toMatchObject(program(shortTime));
      expect(properties).toMatchObject({ imageId: image.id, jobId: expect.any(String) });
      expect(["queued", "saving"]).toContain(properties["status"]);
      expect(markerOf(image)).toBe("c");
    },
  },
  {
    title: "a destroy while the job runs waits for it and leaves nothing",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      await bench.stack.destroy();
      expect(bench.world.images()).toEqual([]);
    },
  },
  {
    title: "an interrupted create is finished by the next up, changes included",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      const { world, stack, program } = bench;
      expect(await stack.up(program({ name: "renamed" }))).toBe("update");
      expect(world.image()).toMatchObject({ id: stack.known().id, status: "active", name: "renamed" });
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(stack.known().initErrors).toEqual([]);
      expect(await stack.up(program({ name: "renamed" }))).toBe("same");
    },
  },
  {
    title: "a refresh between an interrupted create and the next up forgets nothing",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      const { world, stack, program } = bench;
      expect(await stack.refresh()).toBe("kept");
      await until("the image is active", () => world.image().status === "active");
      expect(await stack.refresh()).toBe("kept");
      expect(await stack.up(program())).toBe("update");
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(await stack.up(program())).toBe("same");
    },
  },
  {
    title: "a provider that was killed is followed by one that finishes the same image",
    pace: "slow",
    needs: "job",
    run: async ({ world, stack, program }) => {
      const killed = failureOf(stack.up(program()), RpcError);
      await until("the job is polled", () => world.polls() > 0);
      await world.restart();
      await killed;
      expect(stack.state).toBeUndefined();
      const next = world.stack();
      expect(await next.up(program())).toBe("create");
      expect(world.image()).toMatchObject({ id: next.known().id, status: "active" });
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(await next.up(program())).toBe("same");
    },
  },
];

/** What a row must say for a scenario that needs it. */
function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the row of samples does not say this");
  return value;
}

const has = (kind: Kind, sample: Sample, { needs }: Scenario): boolean =>
  needs === undefined || (needs === "job" ? kind.jobType : sample[needs]) !== undefined;

function fieldsOf(kind: Kind, onChange: Field["onChange"]): string[] {
  return Object.keys(kind.fields).filter((key) => kind.fields[key]?.onChange === onChange);
}

const open = (kind: Kind, { seed = {} }: Sample, pace: Scenario["pace"]) =>
  GrpcWorld.open({}, { ...jobsOf(kind, jobSeconds[pace]), seed });

describe.each(sampleRows)("$type", ({ kind, sample }) => {
  let worlds: Record<Scenario["pace"], GrpcWorld>;
  beforeAll(async () => {
    const [quick, slow] = await Promise.all([open(kind, sample, "quick"), open(kind, sample, "slow")]);
    worlds = { quick, slow };
  });
  afterAll(() => Promise.all([worlds.quick.close(), worlds.slow.close()]));

  test("its row of samples speaks of every argument", () => {
    const keysOf = (onChange: Field["onChange"]) =>
      fieldsOf(kind, onChange)
        .filter((key) => key !== sample.source?.other)
        .sort();
    expect(Object.keys(sample.mutable).sort()).toEqual(keysOf("update"));
    expect([...Object.keys(sample.immutable), ...(sample.fixed ?? [])].sort()).toEqual(keysOf("replace"));
    expect(Object.keys(sample.recorded ?? {})).toEqual(keysOf("record"));
    expect(Object.keys({ ...sample.program, region: "" }).sort()).toEqual(
      [...keysOf("update"), ...keysOf("replace"), ...keysOf("record")].sort(),
    );
    expect(sample.broken !== undefined).toBe(kind.jobType !== undefined);
  });

  const scenarios = [
    ...life,
    ...trouble(kind),
    ...changes(sample),
    ...unknowns(kind),
    ...strangeJobs,
    ...interruptions,
  ].filter((scenario) => has(kind, sample, scenario));
  let resources = 0;
  test.each(scenarios)("$title", async ({ pace, run }) => {
    const world = worlds[pace];
    if (sample.busyWhileRunning) await until("no job runs", () => world.isIdle());
    world.clean();
    resources += 1;
    const program = (change: Properties = {}) => inputsOf(kind, { ...sample.program, ...change }, `r${resources}`);
    await run({ kind, sample, world, stack: world.stack(), program });
  });
});
