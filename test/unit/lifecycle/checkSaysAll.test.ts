/** check says everything at once, and shows no map in which a secret may be. */
import * as kinds from "../../../provider/kinds";
import type { Kind } from "../../../provider/kinds/kind";
import { check } from "../../../provider/lifecycle/check";

const failuresOf = (kind: Kind, news: Readonly<Record<string, unknown>>) =>
  check(kind, {}, news, (length) => "x".repeat(length)).failures;
const file = { name: "golden", imageUrl: "ims-image:ubuntu1804.raw" };

test("a bad argument does not hide a broken rule between others", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 0, isQuickImport: true });
  expect(reasons).toEqual([
    { property: "minDisk", reason: expect.any(String) },
    { property: "", reason: "osVersion is required when isQuickImport is true" },
  ]);
});

test("nor does an argument that is unknown to the class, or one that is missing", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, isQuickImport: true, colour: "red" });
  expect(reasons.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("has no argument colour"),
    "minDisk is required",
    "osVersion is required when isQuickImport is true",
  ]);
});

test("a rule about a bad argument is not judged", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 40, isQuickImport: "yes" });
  expect(reasons).toEqual([{ property: "isQuickImport", reason: expect.any(String) }]);
});

const tooMany = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, "secret"]));
test.each([
  ["a map of tags that is too large", { tags: tooMany }],
  ["a list for a map", { tags: ["secret"] }],
  ["a map for a text", { description: { hidden: "secret" } }],
  ["times under names that are none", { timeouts: { read: "secret" } }],
])("a problem of %s names no property, which the engine would print", (_what, change) => {
  const failures = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 40, ...change });
  expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^(tags|description|timeouts) /) }]);
  expect(JSON.stringify(failures)).not.toContain("secret");
});
