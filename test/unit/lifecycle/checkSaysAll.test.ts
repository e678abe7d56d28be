/** check says everything at once, and shows no map in which a secret may be. */
import * as kinds from "../../../provider/kinds";
import type { Kind } from "../../../provider/kinds/kind";
import { check } from "../../../provider/lifecycle/verbs/check";

const failuresOf = (kind: Kind, news: Readonly<Record<string, unknown>>) =>
  check(kind, {}, news, (length) => "x".repeat(length)).failures;
const file = { name: "golden", imageUrl: "ims-image:ubuntu1804.raw" };

test("a bad argument does not hide a broken rule between others", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 0, isQuickImport: true });
  expect(reasons).toEqual([expect.stringMatching(/^minDisk /), "osVersion is required when isQuickImport is true"]);
});

test("nor does an argument that is unknown to the class, or one that is missing", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, isQuickImport: true, colour: "red" });
  expect(reasons).toEqual([
    expect.stringContaining("has no argument colour"),
    "minDisk is required",
    "osVersion is required when isQuickImport is true",
  ]);
});

test("a rule about a bad argument is not judged", () => {
  const reasons = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 40, isQuickImport: "yes" });
  expect(reasons).toEqual([expect.stringMatching(/^isQuickImport /)]);
});

const tooMany = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, "secret"]));
test.each([
  ["a map of tags that is too large", { tags: tooMany }],
  ["a list for a map", { tags: ["secret"] }],
  ["a map for a text", { description: { hidden: "secret" } }],
  ["times under names that are none", { timeouts: { read: "secret" } }],
])("a problem of %s does not show the value", (_what, change) => {
  const failures = failuresOf(kinds.obsSystemImage, { ...file, minDisk: 40, ...change });
  expect(failures).toEqual([expect.stringMatching(/^(tags|description|timeouts) /)]);
  expect(JSON.stringify(failures)).not.toContain("secret");
});
