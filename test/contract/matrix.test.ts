/**
 * What every kind owes its users, from the first `pulumi up` to the last `pulumi destroy`, over the real provider
 * server. A new kind brings a row in `samples.ts`, and with it all of these tests.
 */
import * as kinds from "../../provider/kinds";
import type { Field, Kind } from "../../provider/kinds/kind";
import { GrpcWorld, inputsOf, jobsOf, until } from "../support/grpcWorld";
import type { Properties } from "../support/miniStack";
import { type Sample, sampleRows } from "../support/samples";
import { changes } from "./scenarios/changes";
import { interruptions } from "./scenarios/interruptions";
import { life } from "./scenarios/life";
import type { Scenario } from "./scenarios/scenario";
import { strangeJobs } from "./scenarios/strangeJobs";
import { trouble } from "./scenarios/trouble";
import { unknowns } from "./scenarios/unknowns";

jest.setTimeout(60_000);

const jobSeconds = { quick: 0.1, slow: 1.5 };

test("there is a row of samples for every kind", () => {
  expect(sampleRows.map(({ kind }) => kind.name).sort()).toEqual(Object.keys(kinds).sort());
});

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
