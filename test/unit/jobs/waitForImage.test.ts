import { ImsError } from "../../../provider/base/errors";
import { readImage } from "../../../provider/ims/image";
import { waitForImage } from "../../../provider/jobs/waitForImage";
import { repeatableRandom } from "../../support/repeatableRandom";
import { virtualClock } from "../../support/virtualClock";

const s = 1_000;

function image(statusAt: (second: number) => string | Error, readyStatuses: readonly string[] = ["active"]) {
  const clock = virtualClock();
  const start = clock.now();
  return waitForImage({
    imageId: "i1",
    readyStatuses,
    clock,
    random: repeatableRandom(),
    deadline: start + 1_800 * s,
    rule: { everyMs: undefined, typicalMs: 222 * s },
    showImage: async () => {
      const status = statusAt((clock.now() - start) / s);
      if (status instanceof Error) throw status;
      return readImage("show image", { id: "i1", status });
    },
  });
}

const gone = new ImsError("NOT_FOUND", "not there");

test.each(["active", "ACTIVE"])("%s is done", async (status) => {
  await expect(image(() => status)).resolves.toMatchObject({ id: "i1", status: "active" });
});

test("a record that waits for its file is done as soon as it is queued, where that is what was asked for", async () => {
  const ready = ["queued", "saving", "active"];
  await expect(image(() => "queued", ready)).resolves.toHaveProperty("status", "queued");
});

test.each(["killed", "deleted", "pending_delete", "KILLED"])("%s is failed", async (status) => {
  await expect(image(() => status)).rejects.toMatchObject({
    code: "JOB_FAILED",
    message: `Image i1 is ${status.toLowerCase()}: the service could not make it`,
    facts: { imageId: "i1" },
  });
});

test.each(["queued", "saving", "importing", ""])("%p is pending", async (status) => {
  await expect(image((second) => (second < 100 ? status : "active"))).resolves.toHaveProperty("status", "active");
});

test("an image that is not there yet is tolerated for 40 s", async () => {
  await expect(image((second) => (second < 40 ? gone : "active"))).resolves.toHaveProperty("id", "i1");
});

test("an image that never shows up is NOT_FOUND after a minute", async () => {
  await expect(image(() => gone)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining("image i1"),
  });
});

test("failed reads never end the wait", async () => {
  const lost = new ImsError("OUTCOME_UNKNOWN", "lost");
  await expect(image((second) => (second < 600 ? lost : "active"))).resolves.toHaveProperty("status", "active");
});

test("the deadline says which image and in which state", async () => {
  await expect(image(() => "saving")).rejects.toMatchObject({
    code: "DEADLINE",
    message: expect.stringMatching(
      /Gave up after 30 min of waiting for image i1; the service said: saving \(\d+ times\)/,
    ),
  });
});
