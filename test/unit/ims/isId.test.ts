import { listImages } from "../../../provider/ims/images";
import { showJob } from "../../../provider/ims/jobs";

const noIds = ["", "..", "a/b", "a b", "\ud800", "a\u001b[2J", "x".repeat(65)];
const answerOf = (body: unknown) => ({ status: 200, headers: {}, body });

test.each(noIds)("an image whose id is %j is malformed", (id) => {
  const { read } = listImages({});
  expect(() => read(answerOf({ images: [{ id, status: "active" }] }))).toThrow("holds no image");
});

test.each(noIds)("a job does not name an image whose id is %j", (id) => {
  const good = "7a7b9a5e-6a4d-4a8b-8a2e-0d5f1f2f3f4f";
  const { read } = showJob("project", "job");
  const results = [{ image_id: id }, { image_id: good }];
  expect(read(answerOf({ status: "SUCCESS", entities: { results } })).imageIds).toEqual([good]);
});
