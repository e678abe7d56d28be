/** Requests as data, and what is read from their answers. */
import { ImsError } from "../../../provider/base/errors";
import { createImage } from "../../../provider/ims/createImage";
import { deleteImage, listImages, patchImage, showImage } from "../../../provider/ims/images";
import { malformed } from "../../../provider/ims/malformed";
import { listProjects } from "../../../provider/ims/projects";
import { findByTagKey, putTags, removeTags, showTags } from "../../../provider/ims/tags";

const answer = (body: unknown) => ({ status: 200, headers: {}, body });
const image = { id: "i1", status: "active" };

test.each([
  ["list images", listImages({ tag: "a=b" }), "GET", "/v2/cloudimages", "read", [200]],
  ["show image", showImage("i1"), "GET", "/v2/images/i1", "read", [200]],
  ["delete image", deleteImage("i1"), "DELETE", "/v2/images/i1", "change", [204]],
  ["update image", patchImage("i1", []), "PATCH", "/v2/cloudimages/i1", "change", [200]],
  [
    "create image",
    createImage({ name: "n", instance_id: "s", image_tags: [] }),
    "POST",
    "/v2/cloudimages/action",
    "create",
    [200],
  ],
  ["tag image", putTags("p", "i1", []), "POST", "/v2/p/images/i1/tags/action", "change", [200, 202, 204]],
  ["untag image", removeTags("p", "i1", []), "POST", "/v2/p/images/i1/tags/action", "change", [200, 202, 204]],
  ["show image tags", showTags("p", "i1"), "GET", "/v2/p/images/i1/tags", "read", [200]],
  ["search images by tag", findByTagKey("p", "k", 0), "POST", "/v2/p/images/resource_instances/action", "read", [200]],
  ["list projects", listProjects(), "GET", "/v3/projects", "read", [200]],
])("%s is its documented call", (name, operation, method, path, effect, success) => {
  expect(operation).toMatchObject({ name, method, path, effect, success });
});

test("only the list of projects is asked of IAM", () => {
  expect([listProjects("eu-de").service, showImage("i1").service]).toEqual(["iam", "ims"]);
  expect(listProjects("eu-de").query).toEqual([["name", "eu-de"]]);
});

test("tags are added and removed by one call each", () => {
  const tags = [{ key: "a", value: "b" }];
  expect(putTags("p", "i1", tags).body).toEqual({ action: "create", tags });
  expect(removeTags("p", "i1", tags).body).toEqual({ action: "delete", tags });
});

test("the search by key asks for pages of a thousand, in texts", () => {
  expect(findByTagKey("p", "pulumi-ims", 2_000).body).toEqual({
    action: "filter",
    limit: "1000",
    offset: "2000",
    tags: [{ key: "pulumi-ims", values: [] }],
  });
});

describe("answers", () => {
  test("a list holds images", () => {
    expect(listImages({}).read(answer({ images: [image] }))).toMatchObject([{ id: "i1" }]);
  });

  test("a search without resources found nothing", () => {
    expect(findByTagKey("p", "k", 0).read(answer({ total_count: 0 }))).toEqual([]);
  });

  test("a search shows each image with its tags, a missing value as empty", () => {
    const resource = { resource_id: "i1", resource_name: "n", tags: [{ key: "a", value: "b" }, { key: "c" }] };
    expect(findByTagKey("p", "k", 0).read(answer({ resources: [resource] }))).toEqual([
      { imageId: "i1", name: "n", tags: { a: "b", c: "" } },
    ]);
  });

  test("projects have id and name", () => {
    expect(listProjects().read(answer({ projects: [{ id: "p", name: "eu-de", extra: 1 }] }))).toEqual([
      { id: "p", name: "eu-de" },
    ]);
  });

  test.each([
    ["list images", () => listImages({}).read(answer({ images: {} }))],
    ["list images", () => listImages({}).read(answer({ images: [null] }))],
    ["show image", () => showImage("i1").read(answer("<html>"))],
    ["update image", () => patchImage("i1", []).read(answer(undefined))],
    ["show image tags", () => showTags("p", "i1").read(answer({}))],
    ["show image tags", () => showTags("p", "i1").read(answer({ tags: [{ value: "b" }] }))],
    ["search images by tag", () => findByTagKey("p", "k", 0).read(answer([]))],
    ["search images by tag", () => findByTagKey("p", "k", 0).read(answer({ resources: [{ tags: [] }] }))],
    ["search images by tag", () => findByTagKey("p", "k", 0).read(answer({ resources: [{ resource_id: "i1" }] }))],
    ["list projects", () => listProjects().read(answer({}))],
    ["list projects", () => listProjects().read(answer({ projects: [{ id: 1, name: "x" }] }))],
  ])("%s: an answer of another shape is a typed error", (name, reading) => {
    expect(reading).toThrow(ImsError);
    expect(reading).toThrow(`${name}: the answer holds no `);
  });
});

describe("what an error shows of a malformed answer", () => {
  test("at most 512 characters", () => {
    expect(malformed("x", "y", "z".repeat(10_000)).message.length).toBeLessThan(600);
  });

  test("nothing that steers the terminal", () => {
    const { message } = malformed("x", "y", { a: "\u001b[2J\u009b31m\u007f\n" });
    expect(message).not.toMatch(/\p{Cc}/u);
  });

  test("nothing, when there was none", () => {
    expect(malformed("x", "y", undefined).message).toBe("x: the answer holds no y: nothing");
  });
});
