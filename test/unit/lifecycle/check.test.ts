/** What bad input gets, and that good input passes and stays as it is. */
import fc from "fast-check";
import * as kinds from "../../../provider/kinds";
import type { Kind } from "../../../provider/kinds/kind";
import { check } from "../../../provider/lifecycle/verbs/check";
import { repeatableRandom } from "../../support/repeatableRandom";

type Properties = Readonly<Record<string, unknown>>;
/** What is wrong, the argument, and the failure: exact, or a matcher of jest. */
type Refusal = readonly [what: string, change: Properties, failure: unknown];

const makeId = (length: number) => "x".repeat(length);
const run = (kind: Kind, news: Properties, olds: Properties = {}) => check(kind, olds, news, makeId);
const system = { name: "golden", instanceId: "877a2cda" };
const data = { name: "golden", volumeId: "c5dfbd0c" };
const someKinds = [
  { kind: kinds.ecsSystemImage, good: system, source: "instanceId" },
  { kind: kinds.evsDataImage, good: data, source: "volumeId" },
].map((row) => ({ ...row, type: row.kind.type }));

const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const urn = (name: string) => `urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:EcsSystemImage::${name}`;

describe.each(someKinds)("$type", ({ kind, good, source, type }) => {
  const bad = (change: Properties) => run(kind, { ...good, ...change }).failures;

  test("good arguments pass, and nothing is added to them", () => {
    expect(run(kind, good)).toEqual({ inputs: good, failures: [], warnings: [] });
  });

  const refusals: readonly Refusal[] = [
    [`${source} missing`, { [source]: undefined }, `${source} is required`],
    [`${source} null`, { [source]: null }, `${source} must not be null; leave it out instead`],
    [
      `${source} empty`,
      { [source]: "" },
      expect.stringMatching(/^\w+ must be the id of a (server|volume), and is empty$/),
    ],
    [`${source} blank`, { [source]: "  " }, expect.stringContaining("and is empty")],
    [`${source} a number`, { [source]: 7 }, expect.stringMatching(/^\w+ must be the id of a (server|volume)$/)],
    ["name empty", { name: "" }, "name must not be empty"],
    ["name with a blank before", { name: " golden" }, "name must not begin or end with a blank"],
    ["name with a blank behind", { name: "golden " }, "name must not begin or end with a blank"],
    ["name of 129 characters", { name: "n".repeat(129) }, "name must have at most 128 characters"],
    ["name with a control character", { name: "a\u0007b" }, "name must not hold control characters"],
    ["name of another type", { name: 7 }, "name must be a text"],
    [
      "description of 1,025 characters",
      { description: "d".repeat(1_025) },
      "description must have at most 1,024 characters",
    ],
    ...["a<b", "a>b", "a\nb", "a\rb"].map(
      (description) =>
        [
          `description ${JSON.stringify(description)}`,
          { description },
          "description must not hold line breaks or the characters < and >",
        ] as const,
    ),
    ["description of another type", { description: ["d"] }, "description must be a text"],
    [
      "20 tags",
      { tags: tagsOf(20) },
      expect.stringMatching(/^tags must have at most 19 tags, has 20: .*ownership marker/),
    ],
    ["tags as a list", { tags: ["a"] }, "tags must be a map from key to value"],
    ["a tag that is a number", { tags: { a: 7 } }, "tags.a must be a text"],
    ["a tag without a key", { tags: { " ": "v" } }, "tags.  has an empty key"],
    ["a tag key with =", { tags: { "a=b": "v" } }, "tags.a=b has a key with the character ="],
    [
      "a tag key of 129 characters",
      { tags: { ["k".repeat(129)]: "v" } },
      expect.stringContaining("has a key of more than 128 characters"),
    ],
    [
      "a tag value of 256 characters",
      { tags: { a: "v".repeat(256) } },
      "tags.a has a value of more than 255 characters",
    ],
    [
      "the reserved tag key",
      { tags: { "pulumi-ims": "x" } },
      "tags.pulumi-ims is the key of the ownership marker, which the provider sets itself",
    ],
    ["the reserved tag key in blanks", { tags: { " pulumi-ims ": "x" } }, expect.stringContaining("ownership marker")],
    [
      "an enterprise project that is no id",
      { enterpriseProjectId: "mine" },
      "enterpriseProjectId must be 0 (the default project) or a UUID",
    ],
    ["a region in capitals", { region: "EU-DE" }, "region must be the name of a region, such as eu-de or cn-north-4"],
    ["a region that is a host", { region: "eu-de.example.com" }, expect.stringContaining("name of a region")],
    [
      "a time-out that is no duration",
      { timeouts: { create: "soon" } },
      "timeouts.create must be a duration such as 45m or 1h30m",
    ],
    [
      "a time-out that is a number",
      { timeouts: { delete: 45 } },
      "timeouts.delete must be a duration such as 45m or 1h30m",
    ],
    ["a time-out of nothing", { timeouts: { create: "0s" } }, expect.stringContaining("timeouts.create must be")],
    ["a region of another type", { region: 7 }, expect.stringMatching(/^region must be the name of a region/)],
    ["one time-out for everything", { timeouts: "45m" }, expect.stringMatching(/^timeouts must be .*create/)],
    ["a time-out of another name", { timeouts: { read: "1m" } }, "timeouts does not take read"],
    [
      "an argument one letter off",
      { descripton: "d" },
      `${type} has no argument descripton; did you mean description?`,
    ],
    ["an argument in other case", { Tags: {} }, `${type} has no argument Tags; did you mean tags?`],
    [
      "an argument from nowhere",
      { somethingElse: 1 },
      expect.stringMatching(
        new RegExp(`^${type} has no argument somethingElse; it takes name, description, ${source}`),
      ),
    ],
    ...["constructor", "toString", "hasOwnProperty"].map(
      (key) =>
        [
          `an argument named ${key}`,
          { [key]: "x" },
          expect.stringContaining(`${type} has no argument ${key}; `),
        ] as const,
    ),
  ];

  test.each(refusals)("%s is refused", (_what, change, failure) => {
    expect(bad(change)).toEqual([failure]);
  });

  test.each([
    ["128 characters of four bytes each", { name: "😀".repeat(128) }],
    ["a description of 1,024 characters", { description: "d".repeat(1_024) }],
    ["an empty description", { description: "" }],
    ["19 tags", { tags: tagsOf(19) }],
    ["an empty tag value", { tags: { a: "" } }],
    ["no tags", { tags: {} }],
    ["an enterprise project", { enterpriseProjectId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" }],
    ["time-outs", { timeouts: { create: "45m", update: "1h30m", delete: "90s" } }],
    ["a region", { region: "cn-north-4" }],
    ["hidden inputs of the class", { __urn: urn("x"), __provider: "exports.handler=…", __timeouts: { create: "1m" } }],
  ])("%s pass as they are", (_what, change) => {
    expect(run(kind, { ...good, ...change })).toEqual({ inputs: { ...good, ...change }, failures: [], warnings: [] });
  });

  test("every failure is told at once", () => {
    const reasons = bad({
      [source]: "",
      name: " x",
      description: "<",
      tags: { a: 1, "b=": "x" },
      region: "X",
      nmae: 1,
    });
    expect(new Set(reasons)).toEqual(
      new Set([
        "description must not hold line breaks or the characters < and >",
        expect.stringContaining(`${source} must be the id of a`),
        "name must not begin or end with a blank",
        "region must be the name of a region, such as eu-de or cn-north-4",
        `${type} has no argument nmae; did you mean name?`,
        "tags.a must be a text",
      ]),
    );
  });

  test("several failures of the tags are told at once", () => {
    const reasons = bad({ tags: { "a=": "x", b: "v".repeat(256), "pulumi-ims": "x" } });
    expect(reasons.map((reason) => reason.split(" ")[0])).toEqual(["tags.a=", "tags.b", "tags.pulumi-ims"]);
  });

  describe("a value that is not known yet", () => {
    const sentinels = {
      string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      bool: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      asset: "030794c1-ac77-496b-92df-f27374a8bd58",
      archive: "e48ece36-62e2-4504-bad9-02848725956a",
      object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    };
    const positions = Object.keys(kind.fields).map(
      (key) => [key, (unknown: string): Properties => ({ [key]: unknown })] as const,
    );
    const nested = [
      ["tags.a", (unknown: string): Properties => ({ tags: { a: unknown, b: "known" } })],
      ["timeouts.create", (unknown: string): Properties => ({ timeouts: { create: unknown } })],
    ] as const;
    const rows = [...positions, ...nested].flatMap(([position, at]) =>
      Object.entries(sentinels).map(([name, sentinel]) => ({ position, name, change: at(sentinel) })),
    );

    test.each(rows)("passes unchanged: $name at $position", ({ change }) => {
      expect(run(kind, { ...good, ...change })).toEqual({ inputs: { ...good, ...change }, failures: [], warnings: [] });
    });

    test("does not hide a failure beside it", () => {
      expect(bad({ tags: { a: sentinels.string, b: 7 } })).toEqual(["tags.b must be a text"]);
    });
  });

  describe("normalising", () => {
    test.each([
      ["blanks around the source", { [source]: " id-1 " }, { [source]: "id-1" }],
      ["blanks around tag keys", { tags: { " a ": " v " } }, { tags: { a: " v " } }],
      ["an empty enterprise project", { enterpriseProjectId: "" }, { enterpriseProjectId: "0" }],
      ["unset arguments", { description: undefined, tags: undefined }, {}],
    ])("%s", (_what, change, normal) => {
      expect(run(kind, { ...good, ...change })).toEqual({ inputs: { ...good, ...normal }, failures: [], warnings: [] });
    });

    test("two keys that become one are refused", () => {
      expect(bad({ tags: { a: "1", " a": "2" } })).toEqual(["tags.a stands there twice when blanks are taken off"]);
    });

    test("is idempotent over all valid arguments", () => {
      const text = (options: fc.StringConstraints) => fc.string(options).filter((value) => !/[\r\n<>]/.test(value));
      const plain = fc
        .string({ minLength: 1, maxLength: 40 })
        .filter((value) => value === value.trim() && !/\p{Cc}/u.test(value));
      const key = fc
        .string({ minLength: 1, maxLength: 20 })
        .filter((value) => value.trim() !== "" && !/=|pulumi-ims|__proto__/.test(value));
      const memory = kind.fields["minRam"] === undefined ? {} : { minRam: fc.nat(), maxRam: fc.nat() };
      const values: Record<string, fc.Arbitrary<unknown>> = {
        [source]: plain,
        name: plain,
        description: text({ maxLength: 60 }),
        tags: fc.dictionary(key, fc.string({ maxLength: 30 }), { maxKeys: 9 }).filter((tags) => {
          const keys = Object.keys(tags).map((each) => each.trim());
          return new Set(keys).size === keys.length;
        }),
        enterpriseProjectId: fc.constantFrom("", "0", "877a2cda-ba63-4e1e-b95f-e67e48b6129a"),
        region: fc.constantFrom("eu-de", "cn-north-4"),
        timeouts: fc.constantFrom({}, { create: "45m" }, { create: "1h", delete: "5m" }),
        ...memory,
      };
      const args = fc.record(values, { requiredKeys: [source, "name"] });
      fc.assert(
        fc.property(args, (program) => {
          const once = run(kind, program);
          const twice = run(kind, once.inputs);
          expect(once.failures).toEqual([]);
          expect(twice).toEqual(once);
        }),
      );
    });
  });

  describe("a name that the program leaves out", () => {
    const { name: _, ...unnamed } = good;

    test("is the resource's own and a random suffix", () => {
      const { inputs, failures } = check(kind, {}, { ...unnamed, __urn: urn("golden") }, repeatableRandom().id);
      expect(failures).toEqual([]);
      expect(inputs["name"]).toMatch(/^golden-[a-z2-7]{7}$/);
    });

    test("is kept from the old inputs", () => {
      expect(run(kind, { ...unnamed, __urn: urn("golden") }, { name: "golden-abcdefg" }).inputs["name"]).toBe(
        "golden-abcdefg",
      );
    });

    test.each([
      ["long", "n".repeat(300)],
      ["of characters of four bytes", "😀".repeat(300)],
      ["with a blank where it is cut", `${"n".repeat(119)} ${"m".repeat(50)}`],
    ])("of a resource whose own is %s is cut to 128 characters, and passes", (_what, logicalName) => {
      const first = run(kind, { ...unnamed, __urn: urn(logicalName) });
      expect(first.failures).toEqual([]);
      expect([...String(first.inputs["name"])].length).toBeLessThanOrEqual(128);
      expect(first.inputs["name"]).toMatch(/[^ ]-xxxxxxx$/);
    });

    test.each([undefined, "", urn("  ")])("of a resource without one (%p) is an image's", (__urn) => {
      expect(run(kind, { ...unnamed, __urn }).inputs["name"]).toBe("image-xxxxxxx");
    });
  });
});

test.each([
  ["minRam", -1, "must not be negative"],
  ["minRam", 1.5, "must be a whole number of MB"],
  ["minRam", "2048", "must be a whole number of MB"],
  ["maxRam", -1, "must not be negative"],
  ["maxRam", Number.NaN, "must be a whole number of MB"],
])("EcsSystemImage: %s of %p is refused", (key, value, reason) => {
  expect(run(kinds.ecsSystemImage, { ...system, [key]: value }).failures).toEqual([`${key} ${reason}`]);
});

test.each(["minRam", "maxRam"])("EvsDataImage: %s is refused with the reason", (key) => {
  expect(run(kinds.evsDataImage, { ...data, [key]: 1 }).failures).toEqual([
    `${key} cannot be set: a data image has no memory limits`,
  ]);
});
