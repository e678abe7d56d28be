/** The waiter bound to IMS jobs: what the service says, and what it means. */
import { ImsError } from "../../../provider/base/errors";
import { type Job, showJob } from "../../../provider/ims/jobs";
import { type JobWait, waitForJob } from "../../../provider/jobs/waitForJob";
import { repeatableRandom } from "../../support/repeatableRandom";
import { virtualClock } from "../../support/virtualClock";

const s = 1_000;
const jobId = "ff8080814dbd65d7014dbe0d84db0013";
const typicalSeconds = 100;

const read = (body: unknown): Job => showJob("p", jobId).read({ status: 200, headers: {}, body });
const body = (status: string, entities: object = {}, more: object = {}) => ({
  job_id: jobId,
  status,
  entities,
  ...more,
});

/** The job as its JSON body at a second since the start; an error is thrown. */
function job(bodyAt: (second: number) => unknown, change: Partial<JobWait> = {}) {
  const clock = virtualClock();
  const start = clock.now();
  const second = () => (clock.now() - start) / s;
  const imageReads: number[] = [];
  const pendings: string[] = [];
  const wait = () =>
    waitForJob({
      jobId,
      clock,
      random: repeatableRandom(),
      deadline: start + 3_600 * s,
      rule: { everyMs: undefined, typicalMs: typicalSeconds * s },
      showJob: async () => {
        const seen = bodyAt(second());
        if (seen instanceof Error) throw seen;
        return read(seen);
      },
      findActiveImage: async () => {
        imageReads.push(second());
        return undefined;
      },
      onPending: (text) => pendings.push(text),
      ...change,
    });
  return { wait, second, imageReads, pendings };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("the wait succeeded");
    },
    (error: unknown) => {
      if (error instanceof ImsError) return error;
      throw error;
    },
  );

const success = (second: number) => body(second < 50 ? "RUNNING" : "SUCCESS", { image_id: "i1" });
const refused = (httpStatus: number) => new ImsError("REFUSED", `HTTP ${httpStatus}`, { httpStatus });

describe("states", () => {
  test.each(["SUCCESS", "success", "Success"])("%s is done", async (status) => {
    await expect(job(() => body(status)).wait()).resolves.toMatchObject({ status: "SUCCESS" });
  });

  test.each(["FAIL", "fail", "Fail"])("%s is failed", async (status) => {
    expect(await failure(job(() => body(status)).wait())).toHaveProperty("code", "JOB_FAILED");
  });

  test.each(["INIT", "RUNNING", "running", "PAUSED", "SUCCEEDED", "FAILED", "", " SUCCESS"])(
    "%p is pending",
    async (status) => {
      const { wait, pendings } = job((second) => body(second < 50 ? status : "SUCCESS"));
      await wait();
      expect(pendings[0]).toBe(status.toLowerCase());
    },
  );

  test("a success after a failure, or a failure after a success, is not seen", async () => {
    await expect(job((second) => body(second < 15 ? "SUCCESS" : "FAIL")).wait()).resolves.toBeDefined();
    await failure(job((second) => body(second < 15 ? "FAIL" : "SUCCESS")).wait());
  });
});

describe("failed polls", () => {
  test.each([
    ["HTTP 500 without a clear answer", new ImsError("OUTCOME_UNKNOWN", "lost")],
    ["a refusal", refused(403)],
    ["a bug of ours", new TypeError("x is not a function")],
    ["an answer that is no job", { job_id: jobId }],
  ])("never end the wait: %s for five minutes", async (_what, seen) => {
    await expect(job((second) => (second < 300 ? seen : body("SUCCESS"))).wait()).resolves.toBeDefined();
  });

  test.each([404, 400])("HTTP %d for 40 s is tolerated", async (status) => {
    const { wait } = job((second) => (second < 40 ? refused(status) : success(second)));
    await expect(wait()).resolves.toMatchObject({ imageIds: ["i1"] });
  });

  test.each([
    ["HTTP 404", refused(404)],
    ["IMG.0023", new ImsError("OUTCOME_UNKNOWN", "query failed", { httpStatus: 400, serviceCode: "IMG.0023" })],
  ])("%s for ever is NOT_FOUND after a minute", async (_what, seen) => {
    const { wait, second } = job(() => seen);
    expect(await failure(wait())).toMatchObject({ code: "NOT_FOUND", message: expect.stringContaining(jobId) });
    expect(second()).toBeGreaterThanOrEqual(70);
    expect(second()).toBeLessThan(100);
  });
});

describe("image ids", () => {
  const sub = (image_id: string) => ({ status: "SUCCESS", entities: { image_id } });
  test.each([
    ["entities.image_id", { image_id: "i1" }, ["i1"]],
    ["sub_jobs_result[]", { sub_jobs_result: [sub("i2"), sub("i3")] }, ["i2", "i3"]],
    ["results[]", { results: [{ image_id: "i4", status: "success" }] }, ["i4"]],
    [
      "all three places, once each",
      { image_id: "i1", results: [{ image_id: "i1" }], sub_jobs_result: [sub("i1"), sub("i2")] },
      ["i1", "i2"],
    ],
    ["nowhere", {}, []],
  ])("are collected from %s", async (_place, entities, imageIds) => {
    await expect(job(() => body("SUCCESS", entities)).wait()).resolves.toMatchObject({ imageIds });
  });
});

describe("what is shown while it runs", () => {
  test.each([
    ["state", {}, "running"],
    ["state and percent", { process_percent: 0.37 }, "running 37 %"],
    ["state, percent and task", { process_percent: 0.37, current_task: "CreateImage" }, "running 37 % (CreateImage)"],
  ])("%s", async (_what, entities, text) => {
    const { wait, pendings } = job((second) => (second < 15 ? body("RUNNING", entities) : body("SUCCESS")));
    await wait();
    expect(pendings).toEqual([text]);
  });
});

describe("a job that fails", () => {
  test("names the job, its code, its reason and what to do", async () => {
    const more = { error_code: "IMG.0022", fail_reason: "the disk is busy" };
    const error = await failure(job(() => body("FAIL", {}, more)).wait());
    expect(error.message).toBe(
      `Job ${jobId} failed: IMG.0022 the disk is busy. Wait until the disk can be used, then run \`pulumi up\` again.`,
    );
    expect(error.facts).toEqual({ jobId, serviceCode: "IMG.0022" });
  });

  test("names the sub-job that failed, whose reason is nearer to the cause", async () => {
    const subs = [
      { job_id: "sub1", status: "SUCCESS" },
      { job_id: "sub2", status: "FAIL", error_code: "IMG.0006", fail_reason: "bad disk" },
    ];
    const more = { error_code: "IMG.0061", fail_reason: "child failed" };
    const error = await failure(job(() => body("FAIL", { sub_jobs_result: subs }, more)).wait());
    expect(error.message).toContain(`Job ${jobId} failed (sub-job sub2): IMG.0006 bad disk. Check the state`);
    expect(error.facts.serviceCode).toBe("IMG.0006");
  });

  test("falls back on the parent where the sub-job gives no reason, and on the entities where the parent gives none", async () => {
    const subs = [{ job_id: "sub1", status: "FAIL" }];
    const entities = { sub_jobs_result: subs, error_code: "IMG.0006", error: "said inside" };
    const error = await failure(job(() => body("FAIL", entities)).wait());
    expect(error.message).toContain("IMG.0006 said inside");
  });

  test("says so where the service gives no reason", async () => {
    const error = await failure(job(() => body("FAIL")).wait());
    expect(error.message).toBe(`Job ${jobId} failed: the service gave no reason`);
  });
});

describe("a job that stands still while its image is ready", () => {
  const still = () => body("RUNNING", { process_percent: 0.99 });

  test("counts as done after three reads of the active image, at least a minute apart", async () => {
    const reads: number[] = [];
    const { wait, second } = job(still, {
      findActiveImage: async () => {
        reads.push(second());
        return "i1";
      },
    });
    await expect(wait()).resolves.toMatchObject({ status: "SUCCESS", imageIds: ["i1"] });
    const [first = 0, next = 0, last = 0] = reads;
    expect(reads).toHaveLength(3);
    expect(first).toBeGreaterThanOrEqual(3 * typicalSeconds);
    expect(next - first).toBeGreaterThanOrEqual(60);
    expect(last - next).toBeGreaterThanOrEqual(60);
  });

  test("does not count when the image is active in some reads only", async () => {
    let reads = 0;
    const { wait } = job(still, {
      deadline: virtualClock().now() + 1_200 * s,
      findActiveImage: async () => (++reads % 3 === 0 ? undefined : "i1"),
    });
    expect(await failure(wait())).toHaveProperty("code", "DEADLINE");
    expect(reads).toBeGreaterThan(6);
  });

  test("is not doubted while it moves", async () => {
    const { wait, imageReads } = job((second) =>
      second < 1_500 ? body("RUNNING", { process_percent: Math.floor(second / 60) / 100 }) : body("SUCCESS"),
    );
    await wait();
    expect(imageReads).toEqual([]);
  });

  test("is not doubted within three times its documented duration", async () => {
    const { wait, imageReads } = job((second) => body(second < 3 * typicalSeconds ? "RUNNING" : "SUCCESS"));
    await wait();
    expect(imageReads).toEqual([]);
  });

  test("starts anew when it moves again", async () => {
    let reads = 0;
    const { wait } = job((second) => body("RUNNING", { process_percent: second < 400 ? 0.5 : 0.6 }), {
      findActiveImage: async () => {
        reads += 1;
        return "i1";
      },
    });
    await wait();
    expect(reads).toBeGreaterThan(3);
  });

  test("goes on when the look at the image fails", async () => {
    let reads = 0;
    const { wait } = job(still, {
      findActiveImage: async () => {
        if (++reads < 3) throw new ImsError("OUTCOME_UNKNOWN", "lost");
        return "i1";
      },
    });
    await expect(wait()).resolves.toMatchObject({ imageIds: ["i1"] });
  });
});
