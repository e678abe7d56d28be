// Jobs in time: states, progress, children, failures, and the rows of their images.
import { brokenVolumeId, demoServerId, demoVolumeId, secondVolumeId } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

const ACTION = "/v2/cloudimages/action";
const server = { name: "image", instance_id: demoServerId };
const twoVolumes = (second: string) => ({
  data_images: [
    { name: "a", volume_id: demoVolumeId },
    { name: "b", volume_id: second },
  ],
});

let world: World;
afterEach(() => world.sim.stop());

async function startJob(body: unknown): Promise<() => Promise<Record<string, never>>> {
  const { json } = await world.call("POST", ACTION, body);
  return async () => (await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`)).json;
}

it("a job goes through INIT and RUNNING to SUCCESS, its image through queued and saving to active", async () => {
  world = await openWorld();
  const job = await startJob(server);
  const status = () => world.sim.truth().images[0]?.status;
  expect(await job()).toMatchObject({
    status: "INIT",
    begin_time: "2026-08-21T09:30:00.000Z",
    end_time: null,
    error_code: null,
    fail_reason: null,
  });
  expect(status()).toBe("queued");
  world.clock.advance(111_000);
  expect(await job()).toMatchObject({
    status: "RUNNING",
    entities: { image_name: "image", process_percent: 0.5, current_task: expect.any(String) },
  });
  expect(status()).toBe("saving");
  world.clock.advance(110_999);
  expect(await job()).toMatchObject({ status: "RUNNING", entities: { process_percent: 0.99 } });
  world.clock.advance(1);
  const [image] = world.sim.truth().images;
  expect(await job()).toEqual({
    job_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    job_type: "imsCreateImageByInstance",
    status: "SUCCESS",
    begin_time: "2026-08-21T09:30:00.000Z",
    end_time: "2026-08-21T09:33:42.000Z",
    error_code: null,
    fail_reason: null,
    entities: { image_id: image?.id, image_name: "image" },
  });
  expect(image?.status).toBe("active");
});

it("a clock moved far ahead still dates the end of a job where it belongs", async () => {
  world = await openWorld();
  await startJob(server);
  world.clock.advance(86_400_000);
  const [image] = world.sim.truth().images;
  expect(image?.image).toMatchObject({ active_at: "2026-08-21T09:33:42Z", updated_at: "2026-08-21T09:33:42Z" });
});

it("a running job tells nothing of its progress on Open Telekom Cloud", async () => {
  world = await openWorld({ cloud: "otc" });
  const job = await startJob(server);
  world.clock.advance(100_000);
  expect(await job()).toMatchObject({ status: "RUNNING", entities: {} });
  expect((await job())["entities"]).toEqual({});
  const progress = await world.call("GET", "/v1/cloudimages/job/x");
  expect([progress.status, codeOf(progress)]).toEqual([404, "APIGW.0101"]);
});

it("a job with several images has a child for each", async () => {
  world = await openWorld();
  const job = await startJob(twoVolumes(secondVolumeId));
  world.clock.advance(600_000);
  const [first, second] = world.sim.truth().images;
  const done: Record<string, never> = await job();
  expect(done).toMatchObject({ job_type: "imsVolumesToSysDataImagesJob", status: "SUCCESS" });
  expect(done["entities"]).toEqual({
    sub_jobs_result: [
      expect.objectContaining({
        job_type: "imsCopyVolumeToImageJob",
        status: "SUCCESS",
        entities: { image_id: first?.id, image_name: "a" },
      }),
      expect.objectContaining({ entities: { image_id: second?.id, image_name: "b" } }),
    ],
    sub_jobs_list: [expect.any(String), expect.any(String)],
  });
});

it("a failing child fails its parent; the other image is made", async () => {
  world = await openWorld();
  const job = await startJob(twoVolumes(brokenVolumeId));
  world.clock.advance(600_000);
  expect(await job()).toMatchObject({
    status: "FAIL",
    error_code: "IMG.0022",
    entities: { sub_jobs_result: [{ status: "SUCCESS" }, { status: "FAIL", error_code: "IMG.0022" }] },
  });
  expect(world.sim.truth().images.map((image) => image.status)).toEqual(["active", "killed"]);
});

it("an unknown job is refused with a code", async () => {
  world = await openWorld();
  const reply = await world.call("GET", `/v1/${world.projectId}/jobs/${"0".repeat(32)}`);
  expect([reply.status, codeOf(reply)]).toEqual([400, "IMG.0023"]);
});

it("the newer call of Huawei Cloud shows the same job, with the id of its first child", async () => {
  world = await openWorld();
  const { json } = await world.call("POST", ACTION, twoVolumes(secondVolumeId));
  world.clock.advance(600_000);
  const reply = await world.call("GET", `/v1/cloudimages/job/${json.job_id}`);
  expect(reply.json.entities.subJobId).toBe(reply.json.entities.sub_jobs_list[0]);
});
