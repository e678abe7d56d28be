import fc from "fast-check";
import { ImsError } from "../../../provider/base/errors";
import { readJobId, showJob } from "../../../provider/ims/jobs";

const answer = (body: unknown) => ({ status: 200, headers: {}, body });
const read = (body: unknown) => showJob("p1", "j1").read(answer(body));

test("the job is asked for in its project", () => {
  expect(showJob("p1", "j1")).toMatchObject({ method: "GET", path: "/v1/p1/jobs/j1", effect: "read", service: "ims" });
});

test("a job of Huawei Cloud that runs has percent and task", () => {
  const entities = { current_task: "CreateImageTask:WaitImageTask", process_percent: 0.37, image_name: "x" };
  expect(read({ job_id: "j1", status: "running", error_code: null, fail_reason: null, entities })).toEqual({
    jobId: "j1",
    status: "RUNNING",
    progress: 0.37,
    currentTask: "CreateImageTask:WaitImageTask",
    imageIds: [],
    subJobs: [],
  });
});

test.each([-0.1, 1.1, 37, "0.37", null])("a percentage of %p is none", (process_percent) => {
  expect(read({ status: "RUNNING", entities: { process_percent } })).not.toHaveProperty("progress");
});

test("sub-jobs are jobs of their own", () => {
  const sub = { job_id: "s1", status: "Fail", error_code: "IMG.0006", fail_reason: "no", entities: { image_id: "i1" } };
  expect(read({ job_id: "j1", status: "FAIL", entities: { sub_jobs_result: [sub] } }).subJobs).toEqual([
    { jobId: "s1", status: "FAIL", errorCode: "IMG.0006", failReason: "no", imageIds: ["i1"], subJobs: [] },
  ]);
});

describe("hostile shapes", () => {
  test.each([
    ["no entities", { status: "SUCCESS" }],
    ["null entities", { status: "SUCCESS", entities: null }],
    ["a list as entities", { status: "SUCCESS", entities: [{ image_id: "i1" }] }],
    ["a text as entities", { status: "SUCCESS", entities: "i1" }],
    ["an image id that is no text", { status: "SUCCESS", entities: { image_id: 7 } }],
    ["an empty image id", { status: "SUCCESS", entities: { image_id: "" } }],
    ["sub-jobs that are no list", { status: "SUCCESS", entities: { sub_jobs_result: { image_id: "i1" } } }],
    [
      "lists in lists",
      {
        status: "SUCCESS",
        entities: { sub_jobs_result: [[{ entities: { image_id: "i1" } }]], results: [["i1"], null, 7] },
      },
    ],
  ])("%s hold no image", (_shape, body) => {
    expect(read(body)).toEqual({ jobId: "", status: "SUCCESS", imageIds: [], subJobs: [] });
  });

  test("a sub-job without a status is read all the same", () => {
    const [sub] = read({ status: "RUNNING", entities: { sub_jobs_result: [{ job_id: "s1" }] } }).subJobs;
    expect(sub).toMatchObject({ jobId: "s1", status: "" });
  });

  test("keys of the prototype change nothing", () => {
    const text =
      '{"status":"SUCCESS","__proto__":{"x":1},"entities":{"__proto__":{"image_id":"evil"},"sub_jobs_result":[{"__proto__":{"status":"FAIL"}}]}}';
    expect(read(JSON.parse(text))).toMatchObject({ status: "SUCCESS", imageIds: [], subJobs: [{ status: "" }] });
    expect({}).not.toHaveProperty("x");
  });

  test("what is shown of a job cannot steer the terminal", () => {
    const hostile = "a\u001b[2Jb\r\nc\u009b31md\u007f";
    const entities = { current_task: hostile };
    const job = read({ status: hostile, error_code: hostile, fail_reason: hostile, entities });
    for (const shown of [job.status, job.errorCode, job.failReason, job.currentTask]) {
      expect(shown).toMatch(/^A/i);
      expect(shown).not.toMatch(/\p{Cc}/u);
    }
  });

  test.each([[null], [undefined], ["SUCCESS"], [[]], [{}], [{ status: null }], [{ status: ["SUCCESS"] }]])(
    "%j is no job: a typed error",
    (body) => {
      expect(() => read(body)).toThrow(ImsError);
      expect(() => read(body)).toThrow("show job: the answer holds no job status");
    },
  );

  test("any JSON gives a job or a typed error", () => {
    const entities = fc.record(
      {
        image_id: fc.jsonValue(),
        results: fc.jsonValue(),
        sub_jobs_result: fc.jsonValue(),
        process_percent: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const shaped = fc.record(
      { status: fc.string(), entities: fc.oneof(entities, fc.jsonValue()), job_id: fc.jsonValue() },
      { requiredKeys: ["status"] },
    );
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), shaped), expectJobOrTypedError), { numRuns: 500 });
  });
});

function expectJobOrTypedError(body: unknown): void {
  try {
    expect(typeof read(body).status).toBe("string");
  } catch (error) {
    expect(error).toBeInstanceOf(ImsError);
  }
}

describe("the job id that a create answers with", () => {
  test.each(["ff8080814dbd65d7014dbe0d84db0013", "877a2cda-ba63-4e1e-b95f-e67e48b6129a"])("%s is taken", (jobId) => {
    expect(readJobId("create image", answer({ job_id: jobId }))).toBe(jobId);
  });

  test.each([
    [{}],
    [null],
    [[]],
    [undefined],
    [{ job_id: null }],
    [{ job_id: 123 }],
    [{ job_id: "" }],
    [{ job_id: "../../x" }],
    [{ job_id: "a b c d e f g" }],
    [{ job_id: "x".repeat(65) }],
  ])("%j holds none: a typed error", (body) => {
    expect(() => readJobId("create image", answer(body))).toThrow(ImsError);
    expect(() => readJobId("create image", answer(body))).toThrow("create image: the answer holds no job id");
  });
});
