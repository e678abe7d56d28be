/** What holds for any arguments that a kind takes: checked again they stay, and an image made from them shows no difference. */
import fc from "fast-check";
import type { Field, Kind } from "../../../provider/kinds/kind";
import { claimedImages } from "../../../provider/lifecycle/ownership/claimedImages";
import { storedProperties } from "../../../provider/lifecycle/state/stored";
import { check } from "../../../provider/lifecycle/verbs/check";
import { diff } from "../../../provider/lifecycle/verbs/diff";
import { inputsOf } from "../../support/grpcWorld";
import { startWorld } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import { type Sample, sampleRows } from "../../support/samples";
import { changeable } from "../../unit/kinds/support/changeable";

/** Programs of a kind: every argument there or not, unless it is required; sources that the simulator knows. */
function programs(kind: Kind, sample: Sample): fc.Arbitrary<Properties> {
  const args = Object.entries(kind.fields)
    .filter(([key]) => key in sample.program)
    .map(([key, field]) => [key, given(key, field, sample)] as const);
  const changed = fc.constantFrom(undefined, ...Object.keys(sample.immutable).filter((key) => key !== "region"));
  return fc
    .tuple(fc.record(Object.fromEntries(args)), changed)
    .map(([program, key]) => withChange(program, sample, key))
    .filter((program) => check(kind, {}, program, makeId).failures.length === 0);
}

function given(key: string, { required }: Field, { program }: Sample): fc.Arbitrary<unknown> {
  const value = changeable[key] ?? fc.constant(program[key]);
  return required ? value : fc.option(value, { nil: undefined });
}

/** One argument may have its other value, with what has to change along. */
function withChange(program: Properties, { immutable, along = {} }: Sample, key: string | undefined): Properties {
  const changed = key === undefined ? program : { ...program, ...along[key], [key]: immutable[key] };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
}

const makeId = (length: number) => "x".repeat(length);

const stored = (inputs: Properties) =>
  storedProperties({
    inputs,
    imageId: "i1",
    jobId: "j1",
    status: "active",
    image: undefined,
    place: { region: "eu-de", projectId: "p1", imsEndpoint: "https://ims.example.com" },
    token: "t",
    nonce: "n",
    phase: "done",
  });

describe.each(sampleRows)("$type", ({ kind, sample }) => {
  const program = programs(kind, sample);
  const compare = (before: Properties, now: Properties) => diff(kind, stored(before), now, claimedImages());

  test("what check returns stays as it is when it is checked again", () => {
    fc.assert(
      fc.property(program, (args) => {
        const { inputs } = check(kind, {}, args, makeId);
        expect(check(kind, inputs, inputs, makeId)).toMatchObject({ inputs, failures: [] });
      }),
    );
  });

  test("identical arguments never differ, defaults written or not", () => {
    const defaults = Object.entries(kind.fields).filter(([, { absent }]) => absent !== undefined);
    fc.assert(
      fc.property(program, (args) => {
        const { inputs } = check(kind, {}, args, makeId);
        const missing = defaults.filter(([key]) => inputs[key] === undefined);
        const written = { ...inputs, ...Object.fromEntries(missing.map(([key, { absent }]) => [key, absent])) };
        expect(compare(inputs, structuredClone(inputs))).toEqual({ changes: false });
        expect(compare(inputs, written)).toEqual({ changes: false });
        expect(compare(written, inputs)).toEqual({ changes: false });
      }),
    );
  });

  test("an image made from them is read back without a difference", async () => {
    await fc.assert(
      fc.asyncProperty(program, async (args) => {
        const world = await startWorld(sample.seed ? { seed: sample.seed } : {});
        try {
          const stack = world.stack(kind);
          const inputs = inputsOf(kind, args);
          expect(await stack.up(inputs)).toBe("create");
          const declared = structuredClone(stack.known().inputs);
          expect(await stack.refresh()).toBe("kept");
          expect(stack.known().inputs).toEqual(declared);
          expect(await stack.preview(inputs)).toEqual({ step: "same", replaces: [] });
        } finally {
          await world.stop();
        }
      }),
      { numRuns: 12 },
    );
  });
});
