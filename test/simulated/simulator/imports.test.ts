// Images of files by the calls beside /v2/cloudimages/action: the quick import, data images, the same calls under /v2.1, appliances.
import {
  armObject,
  bigObject,
  brokenObject,
  brokenQuickObject,
  dataObject,
  demoKeyId,
  disabledKeyId,
  isoObject,
  ovaObject,
  plainRawObject,
  rawObject,
  zvhd2Object,
} from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";
import { QUICK_EXAMPLES } from "./support/quickExamples";

const ACTION = "/v2/cloudimages/action";
const QUICK = "/v2/cloudimages/quickimport/action";
const DATA = "/v1/cloudimages/dataimages/action";
const system = { name: "image", image_url: zvhd2Object, os_version: "CentOS 7.0 64bit", min_disk: 40 };
const data = { name: "data", image_url: dataObject, min_disk: 40 };
const quickData = { ...data, type: "DataImage", os_type: "Linux" };

let world: World;
afterEach(() => world.sim.stop());

describe.each(["huaweicloud", "otc"] as const)("the examples of the quick import page on %s", (cloud) => {
  it.each(Object.entries(QUICK_EXAMPLES))("are accepted: %s", async (title, rawBody) => {
    world = await openWorld({ cloud });
    const reply = await world.call("POST", QUICK, undefined, { rawBody });
    expect([reply.status, reply.json]).toEqual([200, { job_id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    world.clock.advance(600_000);
    const isData = title.includes("data disk");
    expect(world.sim.truth().jobs[0]).toMatchObject({
      type: isData ? "imsImportDataImageJob" : "imsImportImageJob",
      status: "SUCCESS",
    });
    const [image] = world.sim.truth().images;
    expect(image?.image).toMatchObject({
      virtual_env_type: isData ? "DataImage" : "FusionCompute",
      ...(isData ? {} : { __os_version: "CentOS 7.0 64bit" }),
    });
    expect(["aaa,bbb,ccc", "key2,key1"]).toContain(Object.keys(image?.tags ?? {}).join());
  });
});

describe("a quick import", () => {
  beforeEach(async () => {
    world = await openWorld();
  });

  it("makes a system image, without a key and other fields that belong to other calls", async () => {
    const body = { ...system, image_url: armObject, architecture: "arm", cmk_id: demoKeyId, data_images: [{}] };
    const [id = ""] = await world.make({ ...body, type: "BMS", hw_firmware_type: "bios" }, QUICK);
    const image = await world.image(id);
    expect(image).toMatchObject({
      __data_origin: `file,${armObject}`,
      __root_origin: "file",
      __lazyloading: "true",
      __support_arm: "true",
      hw_firmware_type: "uefi",
      virtual_env_type: "Ironic",
      min_disk: 40,
      status: "active",
    });
    expect(image).not.toHaveProperty("__system__cmkid");
  });

  it("makes a data image", async () => {
    const [id = ""] = await world.make({ ...quickData, image_url: zvhd2Object, os_type: undefined }, QUICK);
    const image = await world.image(id);
    expect(image).toMatchObject({
      virtual_env_type: "DataImage",
      __data_origin: `file,${zvhd2Object}`,
      __root_origin: "file",
      __originalimagename: "",
      __os_type: "Linux",
      __lazyloading: "true",
    });
    expect(image).not.toHaveProperty("__sequence_num");
  });

  it("takes RAW with a bitmap, large ZVHD2, and small files of other formats the common way", async () => {
    for (const image_url of [rawObject, dataObject]) await world.make({ ...system, image_url, min_disk: 10 }, QUICK);
    await world.make({ ...system, image_url: bigObject, min_disk: 300 }, QUICK);
    expect(world.sim.truth().images.map((image) => image.status)).toEqual(["active", "active", "active"]);
    expect(codeOf(await world.call("POST", ACTION, { ...system, image_url: bigObject, min_disk: 300 }))).toBe(
      "IMG.0059",
    );
    expect((await world.make({ ...system, image_url: ovaObject }, QUICK)).length).toBe(3);
  });

  it.each<[string, object, string]>([
    ["no OS version", { ...system, os_version: " " }, "IMG.0056"],
    ["type IsoImage", { ...system, type: "IsoImage" }, "IMG.0024"],
    ["type FusionCompute", { ...system, type: "FusionCompute" }, "IMG.0024"],
    ["a disk of 0 GB", { ...system, min_disk: 0 }, "IMG.0055"],
    ["a disk of 1025 GB", { ...system, min_disk: 1025 }, "IMG.0055"],
    ["a RAW file without a bitmap", { ...system, image_url: plainRawObject }, "IMG.0057"],
    ["an ISO file", { ...system, image_url: isoObject }, "IMG.0105"],
    ["no file", { ...system, image_url: undefined }, "IMG.0017"],
    ["data of another OS type", { ...quickData, os_type: "Other" }, "IMG.0122"],
    ["data above 1024 GB", { ...quickData, min_disk: 1025 }, "IMG.0055"],
    ["data in an ISO file", { ...quickData, image_url: isoObject }, "IMG.0057"],
    ["data in an appliance", { ...quickData, image_url: ovaObject }, "IMG.0057"],
    ["data in a RAW file without a bitmap", { ...quickData, image_url: plainRawObject }, "IMG.0057"],
    ["data without a name", { ...quickData, name: undefined }, "IMG.0013"],
  ])("is refused for %s", async (_what, body, code) => {
    expect(codeOf(await world.call("POST", QUICK, body))).toBe(code);
    expect(world.sim.truth().creates).toBe(0);
  });

  it("fails in the job for broken files and for disks that are too small", async () => {
    await world.make({ ...system, image_url: brokenObject }, QUICK);
    await world.make({ ...system, image_url: brokenQuickObject }, QUICK);
    await world.make({ ...quickData, image_url: brokenQuickObject }, QUICK);
    await world.make({ ...quickData, image_url: zvhd2Object, min_disk: 19 }, QUICK);
    const { images, jobs } = world.sim.truth();
    expect(images.map((image) => image.status)).toEqual(["killed", "killed", "killed", "killed"]);
    expect(jobs.map((job) => job.status)).toEqual(["FAIL", "FAIL", "FAIL", "FAIL"]);
  });
});

describe("a data image of a file", () => {
  const page = `{
    "name": "fedora-data1",
    "description": "Data disk 1 of Fedora",
    "image_url": "image-test:fedora_data1.qcow2",
    "os_type": "Linux",
    "min_disk": 40,
    "tags": [
        "aaa.111",
        "bbb.222"
    ]
  }`;

  it("is made as on the page, and as an older client asks for it", async () => {
    world = await openWorld();
    for (const path of [DATA, "/v1/cloudimages/action"])
      expect((await world.call("POST", path, undefined, { rawBody: page })).status).toBe(200);
    world.clock.advance(600_000);
    const { images, jobs } = world.sim.truth();
    expect(jobs.map(({ type, status }) => [type, status])).toEqual([
      ["imsImportDataImageJob", "SUCCESS"],
      ["imsImportDataImageJob", "SUCCESS"],
    ]);
    expect(images[0]?.image).toMatchObject({
      name: "fedora-data1",
      virtual_env_type: "DataImage",
      __data_origin: "file,image-test:fedora_data1.qcow2",
      __os_type: "Linux",
      __description: "Data disk 1 of Fedora",
      min_disk: 40,
      tags: ["aaa=111", "bbb=222"],
    });
    const path = `/v1/${world.projectId}/jobs/${jobs[0]?.id}`;
    expect((await world.call("GET", path)).json.entities).toEqual({
      image_id: images[0]?.id,
      image_name: "fedora-data1",
    });
  });

  it("takes a key and tags without values", async () => {
    world = await openWorld();
    const [id = ""] = await world.make({ ...data, cmk_id: demoKeyId, image_tags: [{ key: "k" }] }, DATA);
    expect(await world.image(id)).toMatchObject({ __system__cmkid: demoKeyId, tags: ["k="] });
  });

  it.each<[string, object, string | undefined]>([
    ["huaweicloud", { ...data, min_disk: 39 }, "IMG.0055"],
    ["otc", { ...data, min_disk: 10 }, undefined],
    ["otc", { ...data, min_disk: 2049 }, "IMG.0055"],
    ["huaweicloud", { ...data, os_type: "Other" }, "IMG.0122"],
    ["huaweicloud", { ...data, cmk_id: disabledKeyId }, "IMG.0097"],
    ["huaweicloud", { ...data, image_url: bigObject, min_disk: 400 }, "IMG.0059"],
    ["huaweicloud", { ...data, image_tags: [{ value: "v" }] }, "IMG.0115"],
  ])("on %s with %j", async (cloud, body, code) => {
    world = await openWorld({ cloud: cloud === "otc" ? "otc" : "huaweicloud" });
    expect(codeOf(await world.call("POST", DATA, body))).toBe(code);
  });
});

it("the same calls under /v2.1 are there on Huawei Cloud only", async () => {
  const calls = [
    ["/v2.1/cloudimages/action", system],
    ["/v2.1/cloudimages/quickimport/action", system],
    ["/v2.1/cloudimages/dataimages/action", data],
  ] as const;
  world = await openWorld({ cloud: "otc" });
  for (const [path, body] of calls) expect(codeOf(await world.call("POST", path, body))).toBe("APIGW.0101");
  await world.sim.stop();
  world = await openWorld();
  for (const [path, body] of calls) expect((await world.call("POST", path, body)).status).toBe(200);
});

it("an appliance becomes one system image and one data image per data disk, each with a child job", async () => {
  world = await openWorld();
  const { json } = await world.call("POST", ACTION, { ...system, image_url: ovaObject });
  world.clock.advance(600_000);
  const job = (await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`)).json;
  expect(job).toMatchObject({ job_type: "imsImportOvaImageJob", status: "SUCCESS" });
  expect(job.entities).not.toHaveProperty("image_id");
  const children: { job_type: string; entities: { image_id: string } }[] = job.entities.sub_jobs_result;
  expect(children.map((child) => child.job_type)).toEqual([
    "imsImportImageJob",
    "imsImportDataImageJob",
    "imsImportDataImageJob",
  ]);
  const images = await Promise.all(children.map((child) => world.image(child.entities.image_id)));
  expect(images.map((image) => [image["virtual_env_type"], image["__sequence_num"], image["min_disk"]])).toEqual([
    ["FusionCompute", "0", 40],
    ["DataImage", "1", 50],
    ["DataImage", "2", 80],
  ]);
});
