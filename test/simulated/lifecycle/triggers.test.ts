/** Texts of the program's own that ask for a new image: known to Pulumi only. */
import * as kinds from "../../../provider/kinds";
import { argsOf, parseArgs } from "../../../provider/lifecycle/inputs/args";
import { check } from "../../../provider/lifecycle/verbs/check";
import { inputsOf } from "../../support/grpcWorld";
import { sets, startWorld } from "../../support/inProcess";
import { sampleRows } from "../../support/samples";

const makeId = (length: number) => "x".repeat(length);
const declared = [...Object.values(kinds), ...Object.values(sets)].map((kind) => ({ kind, type: kind.type }));

describe.each(declared)("$type", ({ kind }) => {
  const reasons = (triggers: unknown) =>
    check(kind, {}, { triggers }, makeId).failures.filter((reason) => /trigger/.test(reason));

  test.each([
    ["a text", "release-42", "triggers must be a map from name to text"],
    ["a list", ["a"], "triggers must be a map from name to text"],
    ["a number", { release: 42 }, "triggers.release must be a text"],
    ["nothing", { release: null }, "triggers.release must be a text"],
    ["a map", { release: { a: "1" } }, "triggers.release must be a text"],
    [
      "a long text",
      { hash: "h".repeat(4_096) },
      "triggers must have at most 4,096 bytes in all: give a hash of what is longer",
    ],
    ["a key that is lost", JSON.parse('{"__proto__":"1"}'), "triggers has the key __proto__, which cannot be carried"],
  ])("refuses triggers that hold %s", (_what, triggers, reason) => {
    expect(reasons(triggers)).toEqual([reason]);
  });

  test.each([
    ["none", undefined],
    ["an empty map", {}],
    ["some", { release: "42" }],
    ["one that is not known yet", { release: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
  ])("takes triggers: %s", (_what, triggers) => {
    expect(reasons(triggers)).toEqual([]);
  });
});

describe.each(sampleRows)("$type", ({ kind, sample }) => {
  const { triggers: _, ...silent } = inputsOf(kind, sample.program);
  const programs = {
    none: silent,
    empty: { ...silent, triggers: {} },
    one: { ...silent, triggers: { release: "1" } },
    other: { ...silent, triggers: { release: "2" } },
    more: { ...silent, triggers: { release: "1", kernel: "6.1" } },
  } as const;

  test("the token is the same without triggers and with none, so that older programs keep theirs", () => {
    const immutable = (inputs: typeof silent) => parseArgs(kind, inputs).immutable;
    expect(immutable(programs.empty)).toEqual(immutable(programs.none));
    expect(immutable(programs.none)).not.toHaveProperty("triggers");
    expect(immutable(programs.one)).toMatchObject({ triggers: { release: "1" } });
  });

  test.each([
    ["none", "empty", "same"],
    ["empty", "none", "same"],
    ["one", "one", "same"],
    ["none", "one", "replace"],
    ["empty", "one", "replace"],
    ["one", "other", "replace"],
    ["one", "more", "replace"],
    ["more", "one", "replace"],
    ["one", "none", "replace"],
    ["one", "empty", "replace"],
  ] as const)("from %s to %s is %s", async (before, after, step) => {
    const world = await startWorld(sample.seed ? { seed: sample.seed } : {});
    try {
      const stack = world.stack(kind);
      await stack.up(programs[before]);
      expect(await stack.preview(programs[after])).toMatchObject({ step });
    } finally {
      await world.stop();
    }
  });

  test("they never reach the service", async () => {
    const world = await startWorld(sample.seed ? { seed: sample.seed } : {});
    try {
      await world.stack(kind).up({ ...silent, triggers: { "secret-name": "secret-value" } });
      const sent = JSON.stringify([world.simulator.log, world.simulator.truth()]);
      expect(sent).not.toMatch(/secret-(name|value)/);
      expect(argsOf(kind, programs.one)).toHaveProperty("triggers");
    } finally {
      await world.stop();
    }
  });
});
