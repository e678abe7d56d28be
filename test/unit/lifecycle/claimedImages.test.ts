import { claimedImages } from "../../../provider/lifecycle/ownership/claimedImages";

test("an image that no entry named belongs to nobody", () => {
  const ids = claimedImages();
  expect([ids.has("i1"), ids.belongsToAnother("i1", "n1"), ids.hasNonce("n1")]).toEqual([false, false, false]);
});

test("an image belongs to the entry that was noted last when two have named it", () => {
  const ids = claimedImages();
  ids.note("i1", "n1");
  ids.note("i1", "n2");
  expect([ids.belongsToAnother("i1", "n1"), ids.belongsToAnother("i1", "n2")]).toEqual([true, false]);
});

test("an entry is known by its nonce as long as its image is not", () => {
  const ids = claimedImages();
  ids.note(undefined, "n1");
  expect([ids.hasNonce("n1"), ids.hasNonce("n2")]).toEqual([true, false]);
  ids.note("i1", "n1");
  expect(ids.hasNonce("n1")).toBe(false);
});
