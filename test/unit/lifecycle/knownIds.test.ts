import { knownIds } from "../../../provider/lifecycle/knownIds";

test("an image nobody spoke of belongs to nobody", () => {
  const ids = knownIds();
  expect([ids.has("i1"), ids.belongsToAnother("i1", "n1")]).toEqual([false, false]);
});

test("the last word counts", () => {
  const ids = knownIds();
  ids.note("i1", "n1");
  ids.note("i1", "n2");
  expect([
    ids.belongsToAnother("i1", "n1"),
    ids.belongsToAnother("i1", "n2"),
    ids.belongsToAnother("i1", undefined),
  ]).toEqual([true, false, true]);
});

test("what has no id or no nonce is not noted", () => {
  const ids = knownIds();
  ids.note(undefined, "n1");
  ids.note("i1", undefined);
  expect(ids.has("i1")).toBe(false);
});
