/** What is stored between runs is a permanent contract: newer code reads what every older release has written. */

import { PartialFailure } from "../../../provider/lifecycle/state/partialFailure";
import { idOf, readStoredImage, type StoredImage, storedProperties } from "../../../provider/lifecycle/state/stored";
import { isUnknown } from "../../../provider/lifecycle/state/unknowns";
import { finished, interrupted, someKinds, worlds } from "./support/lives";

const openWorld = worlds();

const entry: StoredImage = {
  inputs: { name: "golden", instanceId: "s1", tags: { a: "b" }, __urn: "urn:1" },
  imageId: "i1",
  jobId: "j1",
  status: "active",
  image: { tags: { a: "b", "pulumi-ims": "o-x" }, attributes: {} },
  place: { region: "eu-de", projectId: "p1", imsEndpoint: "https://ims.example.com" },
  token: "u-i",
  nonce: "n",
  phase: "done",
};

test("the stored keys and their meaning", () => {
  expect(storedProperties(entry)).toEqual({
    name: "golden",
    instanceId: "s1",
    tags: { a: "b" },
    __urn: "urn:1",
    imageId: "i1",
    jobId: "j1",
    status: "active",
    image: { tags: { a: "b" }, attributes: {} },
    region: "eu-de",
    projectId: "p1",
    __imsEndpoint: "https://ims.example.com",
    __token: "u-i",
    __nonce: "n",
    __phase: "done",
    __inputs: ["name", "instanceId", "tags", "__urn"],
    __v: 1,
  });
});

test("what was stored is read back, but for the marker among the tags of the image", () => {
  const image = { tags: { a: "b" }, attributes: {} };
  expect(readStoredImage(storedProperties(entry))).toEqual({ ...entry, image });
  const begun: StoredImage = { ...entry, imageId: undefined, image: undefined, status: "queued", phase: "pending" };
  expect(readStoredImage(storedProperties(begun))).toEqual(begun);
});

test("a text of version 1, as it stands in the state of users, is read", () => {
  const text =
    '{"name":"golden","instanceId":"s1","__urn":"urn:1","__provider":"exports.handler=…","imageId":"i1","jobId":"j1","status":"active","image":{"tags":{},"attributes":{}},' +
    '"region":"eu-de","projectId":"p1","__imsEndpoint":"https://ims.example.com","__token":"u-i","__nonce":"n","__phase":"failed","__inputs":["name","instanceId","__urn","__provider"],"__v":1}';
  expect(readStoredImage(JSON.parse(text))).toEqual({
    inputs: { name: "golden", instanceId: "s1", __urn: "urn:1", __provider: "exports.handler=…" },
    imageId: "i1",
    jobId: "j1",
    status: "active",
    image: { tags: {}, attributes: {} },
    place: { region: "eu-de", projectId: "p1", imsEndpoint: "https://ims.example.com" },
    token: "u-i",
    nonce: "n",
    phase: "failed",
  });
});

test("a region that the program gave is the region of the place, once", () => {
  const given = { ...entry, inputs: { ...entry.inputs, region: "eu-de" } };
  expect(readStoredImage(storedProperties(given))?.inputs).toEqual(given.inputs);
});

test.each(["region", "projectId", "__imsEndpoint", "__token", "__nonce"])(
  "without %s it is no entry of ours",
  (key) => {
    expect(readStoredImage({ ...storedProperties(entry), [key]: undefined })).toBeUndefined();
  },
);

test("an unknown phase is pending: looking once more is never wrong", () => {
  expect(readStoredImage({ ...storedProperties(entry), __phase: "new" })?.phase).toBe("pending");
});

test("the id is the image's, else the job's, else the token", () => {
  expect(idOf(entry)).toBe("i1");
  expect(idOf({ ...entry, imageId: undefined })).toBe("j1");
  expect(idOf({ ...entry, imageId: undefined, jobId: undefined })).toBe("u-i");
});

describe.each(someKinds)("$type", (row) => {
  const always = ["imageId", "jobId", "status", "image", "region", "projectId"];
  const hidden = ["__byDefault", "__imsEndpoint", "__token", "__nonce", "__phase", "__inputs", "__v"];
  const keys = [...Object.keys(row.program), ...always, ...hidden].sort();

  test("a finished create stores exactly these keys", async () => {
    const { stack } = await finished(await openWorld(), row);
    expect(Object.keys(stack.known().outputs).sort()).toEqual(keys);
  });

  test("an interrupted one stores the same, without an image", async () => {
    const { stack } = await interrupted(await openWorld(), row);
    expect(Object.keys(stack.known().outputs).sort()).toEqual(keys.filter((key) => key !== "image"));
  });

  test("no secret is stored", async () => {
    const { stack, world } = await finished(await openWorld(), row);
    const text = JSON.stringify(stack.known()) + JSON.stringify(world.simulator.truth().images);
    expect(text).not.toMatch(/SimSecretKey|SIMAKDEMO/);
  });
});

test("a partial failure is plain JSON, and its reason not longer than a screen", () => {
  const failure = new PartialFailure(
    "i1",
    "r".repeat(10_000),
    Object.freeze({ a: undefined, b: 1n, c: { d: () => 1 } }),
  );
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toMatchObject({ id: "i1", properties: { b: "1", c: {} } });
  expect(failure.reasons.map(({ length }) => length)).toEqual([2_000]);
});

test.each([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
])("the engine's text %s stands for a value that is not known yet", (text) => {
  expect(isUnknown(text)).toBe(true);
  expect(isUnknown(text.toUpperCase())).toBe(false);
});
