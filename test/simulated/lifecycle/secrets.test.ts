/** Arguments that a program marks as secret: they stand in the outputs of their own names and nowhere else. */
import type { Simulator } from "pulumi-ims-simulator";
import { isRecord } from "../../../provider/base/isRecord";
import { kinds, type Process, type World } from "../../support/inProcess";
import { MiniStack, type Properties, type VerbProvider } from "../../support/miniStack";
import { type Sample, samples } from "../../support/samples";
import { worlds } from "./support/lives";
import { setRows } from "./support/setRows";

const openWorld = worlds();

interface Row {
  readonly type: string;
  readonly program: Properties;
  readonly seed: Sample["seed"];
  /** The job fails; missing where there is no job. */
  readonly broken: Properties | undefined;
  providerIn(process: Process): VerbProvider;
}

const rows: readonly Row[] = [
  ...Object.values(kinds).map((kind) => {
    const { program, seed, broken } = samples[kind.name as keyof typeof kinds];
    return {
      type: kind.type,
      program,
      seed,
      broken: broken && { ...program, ...broken.args },
      providerIn: (process: Process) => process.provider(kind),
    };
  }),
  ...setRows.map(({ kind, program }) => ({
    type: `a set, ${kind.type}`,
    program,
    seed: undefined,
    broken: undefined,
    providerIn: (process: Process) => process.setProvider(kind),
  })),
];

/** The words of the service, which stand in every image. */
const words = ["type", "osType", "architecture", "visibility", "containerFormat", "diskFormat", "hwFirmwareType"];

const secretive = (program: Properties): Properties => ({
  ...program,
  __urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:Any::logical",
  __secrets: Object.keys(program).map((key) => [key]),
});

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

function secretsOf(program: Properties): string[] {
  return Object.entries(program).flatMap(([key, value]) => (words.includes(key) ? [] : textsIn(value)));
}

/** Secrets in everything but the outputs of their own names and the record of members, which the engine marks. */
function leaks({ __members: _, ...stored }: Properties, program: Properties): string[] {
  const others = Object.entries(stored).filter(([key]) => !Object.hasOwn(program, key) && key !== "__secrets");
  const texts = textsIn(Object.fromEntries(others));
  return secretsOf(program).filter((secret) =>
    texts.some((text) => (secret.length < 4 ? text === secret : text.includes(secret))),
  );
}

/** All messages of the process. */
function saidBy({ engine }: Process): string {
  return [...engine.progressed, ...engine.warned, ...engine.informed].join("\n");
}

function isDescriptive(program: Properties): string[] {
  const { name, description, tags, dataImages } = program;
  return textsIn([name, description, tags, dataImages]).filter(
    (text) => text.length >= 8 && /[a-z] |golden/.test(text),
  );
}

function life(world: World, row: Row) {
  const process = world.process();
  return { process, stack: new MiniStack(row.providerIn(process)) };
}

const editAll = (simulator: Simulator) => {
  for (const { id } of simulator.truth().images) simulator.edit.updateImage(id, { __description: "by hand at night" });
};

describe.each(rows)("$type", (row) => {
  const program = secretive(row.program);

  test("shows no secret argument in another output when it is created, refreshed, changed and read after a drift", async () => {
    const world = await openWorld(row.seed === undefined ? {} : { seed: row.seed });
    const { process, stack } = life(world, row);
    await stack.up(program);
    expect(leaks(stack.known().outputs, row.program)).toEqual([]);
    expect(await stack.up(program)).toBe("same");
    await stack.refresh();
    expect(leaks(stack.known().outputs, row.program)).toEqual([]);
    expect(await stack.up(program)).toBe("same");
    editAll(world.simulator);
    await stack.refresh();
    await stack.up(program);
    expect(leaks(stack.known().outputs, row.program)).toEqual([]);
    for (const secret of isDescriptive(row.program)) expect(saidBy(process)).not.toContain(secret);
  });

  test("updates the outputs when arguments become secrets, and again when they are none any more", async () => {
    const world = await openWorld(row.seed === undefined ? {} : { seed: row.seed });
    const { stack } = life(world, row);
    const { __secrets: _, ...open } = program;
    await stack.up(open);
    const before = stack.known().outputs;
    expect(await stack.up(program)).toBe("update");
    expect(leaks(stack.known().outputs, row.program)).toEqual([]);
    expect(await stack.up(open)).toBe("update");
    expect(stack.known().outputs).toEqual(before);
  });

  test("shows no secret argument when a create is interrupted and continued", async () => {
    const world = await openWorld(row.seed === undefined ? {} : { seed: row.seed });
    const { process, stack } = life(world, row);
    process.engine.onProgress = (message) => {
      if (/^submitted|^made/.test(message)) process.engine.cancel();
    };
    const error = await stack.up(program).then(
      () => undefined,
      (failure: Error) => failure,
    );
    if (stack.state !== undefined) {
      expect(leaks(stack.known().outputs, row.program)).toEqual([]);
      for (const secret of isDescriptive(row.program)) expect(String(error)).not.toContain(secret);
    }
    stack.provider = row.providerIn(world.process());
    await stack.up(program);
    expect(leaks(stack.known().outputs, row.program)).toEqual([]);
  });

  test("says no secret in what it refuses", async () => {
    const world = await openWorld(row.seed === undefined ? {} : { seed: row.seed });
    const { stack } = life(world, row);
    const bad = Object.fromEntries(Object.keys(row.program).map((key) => [key, `a secret <${key}> that is wrong`]));
    const failure = await stack.check({ ...program, ...bad }).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toContain("that is wrong");
  });
});

const failing = rows.filter(({ broken }) => broken !== undefined);

test.each(failing)("$type says no secret when its job fails", async (row) => {
  const world = await openWorld(row.seed === undefined ? {} : { seed: row.seed });
  const { stack, process } = life(world, row);
  const program = row.broken ?? {};
  const failure = await stack.up(secretive(program)).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(Error);
  for (const secret of isDescriptive(program)) {
    expect(String(failure)).not.toContain(secret);
    expect(saidBy(process)).not.toContain(secret);
  }
});
