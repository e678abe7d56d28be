/** diff: what differs, and what it means for the image. */
import fc from "fast-check";
import * as kinds from "../../../provider/kinds";
import { claimedImages } from "../../../provider/lifecycle/ownership/claimedImages";
import { type Phase, storedProperties } from "../../../provider/lifecycle/state/stored";
import { diff } from "../../../provider/lifecycle/verbs/diff";

type Properties = Readonly<Record<string, unknown>>;

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const same = { changes: false };
/** The engine compares the inputs itself. */
const update = {};
const someKinds = [
  { kind: kinds.ecsSystemImage, source: "instanceId" },
  { kind: kinds.evsDataImage, source: "volumeId" },
].map((row) => ({ ...row, type: row.kind.type }));

const stored = (inputs: Properties, phase: Phase = "done") =>
  storedProperties({
    inputs,
    imageId: "i1",
    jobId: "j1",
    status: "active",
    image: undefined,
    place: { region: "eu-de", projectId: "p1", imsEndpoint: "https://ims.example.com" },
    token: "t",
    nonce: "n",
    phase,
  });

describe.each(someKinds)("$type", ({ kind, source }) => {
  const base = { name: "golden", [source]: "s1", __urn: "urn:1" };
  const compare = (before: Properties, now: Properties, phase?: Phase) => {
    const { changed: _changed, says: _says, ...difference } = diff(kind, stored(before, phase), now, claimedImages());
    return difference;
  };

  test("identical inputs never differ", () => {
    const value = fc.oneof(fc.string(), fc.nat(), fc.dictionary(fc.string(), fc.string()));
    const inputs = fc.dictionary(fc.constantFrom(...Object.keys(kind.fields).filter((key) => key !== "region")), value);
    fc.assert(
      fc.property(inputs, (program) => {
        expect(compare(program, { ...program })).toEqual(same);
      }),
    );
  });

  const defaults: readonly (readonly [string, Properties])[] = [
    ["description", { description: "" }],
    ["tags", { tags: {} }],
    ["enterpriseProjectId", { enterpriseProjectId: "0" }],
    ...(kind.fields["minRam"]
      ? ([
          ["minRam", { minRam: 0 }],
          ["maxRam", { maxRam: 0 }],
        ] as const)
      : []),
  ];

  test.each(defaults)("writing or dropping the default of %s is no difference", (_key, value) => {
    expect(compare(base, { ...base, ...value })).toEqual(same);
    expect(compare({ ...base, ...value }, base)).toEqual(same);
  });

  const updates: readonly (readonly [string, unknown, unknown])[] = [
    ["name", "golden", "silver"],
    ["description", "a", "b"],
    ["description", undefined, "b"],
    ["description", "a", undefined],
    ["tags", { a: "1" }, { a: "2" }],
    ["tags", { a: "1" }, {}],
    ["tags", { a: "1" }, undefined],
    ["tags", { a: "1" }, { a: unknown }],
    ["description", "a", unknown],
    ["enterpriseProjectId", "0", "877a2cda-ba63-4e1e-b95f-e67e48b6129a"],
    ...(kind.fields["minRam"]
      ? ([
          ["minRam", 1, 2],
          ["maxRam", 1, undefined],
        ] as const)
      : []),
  ];

  test.each(updates)("%s from %j to %j is changed in place", (key, before, now) => {
    expect(compare({ ...base, [key]: before }, { ...base, [key]: now })).toEqual(update);
  });

  test.each([
    ["another", "s2"],
    ["not known yet", unknown],
  ])("a source that is %s replaces the image", (_what, now) => {
    expect(compare(base, { ...base, [source]: now })).toEqual({ replaces: [source] });
  });

  test("a replacement names everything that asks for it, and leaves the comparison to the engine", () => {
    const difference = compare(base, { ...base, name: "x", [source]: "s2", region: "eu-nl" });
    expect(new Set(difference.replaces)).toEqual(new Set([source, "region"]));
    expect(difference).not.toHaveProperty("changes");
  });

  describe("the region", () => {
    test.each([
      ["never spoken of", undefined, undefined, same],
      ["written as it is", undefined, "eu-de", same],
      ["dropped", "eu-de", undefined, same],
      ["another", undefined, "eu-nl", { replaces: ["region"] }],
      ["another than declared before", "eu-de", "eu-nl", { replaces: ["region"] }],
      ["not known yet", "eu-de", unknown, { replaces: ["region"] }],
    ])("%s", (_what, before, now, difference) => {
      const given = (region: string | undefined) => (region === undefined ? base : { ...base, region });
      expect(compare(given(before), given(now))).toEqual(difference);
    });
  });

  test("tags in another order, and time-outs of any kind, are no difference", () => {
    expect(compare({ ...base, tags: { a: "1", b: "2" } }, { ...base, tags: { b: "2", a: "1" } })).toEqual(same);
    expect(compare(base, { ...base, timeouts: { create: "5m" } })).toEqual(same);
    expect(compare({ ...base, timeouts: { create: "5m" } }, { ...base, timeouts: { create: unknown } })).toEqual(same);
  });

  test("hidden inputs are no difference", () => {
    const hidden = { __urn: "urn:2", __provider: "other", __timeouts: { create: "1m" }, __tagOrder: ["b", "a"] };
    expect(compare(base, { ...base, ...hidden })).toEqual(same);
  });

  describe("an interrupted create", () => {
    test("is finished by an update though nothing differs", () => {
      expect(compare(base, base, "pending")).toEqual({ changes: true });
    });

    test("is replaced when the source changed meanwhile", () => {
      expect(compare(base, { ...base, [source]: "s2" }, "pending")).toEqual({ replaces: [source] });
    });

    test("that failed is replaced though nothing differs", () => {
      expect(compare(base, base, "failed")).toEqual({ changes: true, replaces: ["status"] });
    });
  });

  test("it remembers whose image the entry names", () => {
    const ids = claimedImages();
    diff(kind, stored(base), base, ids);
    expect([ids.has("i1"), ids.belongsToAnother("i1", "n"), ids.belongsToAnother("i1", "other")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
