// POST /v2/cloudimages/action in its shapes: what is accepted, what becomes of it, what is refused with which code.
import {
  brokenServerId,
  brokenVolumeId,
  busyServerId,
  demoKeyId,
  demoServerId,
  demoSystemVolumeId,
  demoVolumeId,
  disabledKeyId,
  foreignVolumeId,
  otherCredentials,
  otherServerId,
  publicImageId,
  quickServerId,
  secondVolumeId,
} from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";
import { HUAWEI_EXAMPLES, OTC_EXAMPLES } from "./support/pageExamples";

const ACTION = "/v2/cloudimages/action";
const server = { name: "image", instance_id: demoServerId };
const file = { name: "image", image_url: "ims-image:centos70.qcow2", os_version: "CentOS 7.0 64bit", min_disk: 40 };
const disk = { name: "image", volume_id: demoSystemVolumeId, os_version: "CentOS 7.0 64bit" };
const data = (element: object) => ({ data_images: [{ name: "image", volume_id: demoVolumeId, ...element }] });
const tagsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: "v" }));

describe.each([
  ["huaweicloud", HUAWEI_EXAMPLES],
  ["otc", OTC_EXAMPLES],
] as const)("the examples of the page of %s", (cloud, examples) => {
  it.each(Object.entries(examples))("are accepted: %s", async (_title, rawBody) => {
    const world = await openWorld({ cloud });
    const reply = await world.call("POST", ACTION, undefined, { rawBody });
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ job_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    world.clock.advance(600_000);
    const [image] = world.sim.truth().images;
    expect(image?.status).toBe("active");
    expect(["aaa,bbb,ccc", "key2,key1"]).toContain(Object.keys(image?.tags ?? {}).join());
    await world.sim.stop();
  });
});

describe("an accepted create", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.sim.stop());

  it("makes a system image of a server", async () => {
    const [id = ""] = await world.make({
      ...server,
      description: "d",
      min_ram: 1024,
      max_ram: 4096,
      tags: ["a.b.c", "d"],
    });
    expect(await world.image(id)).toEqual({
      id,
      name: "image",
      status: "active",
      visibility: "private",
      protected: false,
      owner: world.projectId,
      min_disk: 40,
      min_ram: 1024,
      max_ram: "4096",
      disk_format: "zvhd2",
      container_format: "bare",
      tags: ["a=b.c", "d="],
      created_at: "2026-08-21T09:30:00Z",
      updated_at: "2026-08-21T09:33:42Z",
      active_at: "2026-08-21T09:33:42Z",
      file: `/v2/images/${id}/file`,
      self: `/v2/images/${id}`,
      schema: "/v2/schemas/image",
      checksum: "99914b932bd37a50b983c5e7c90ae93b",
      size: 0,
      virtual_size: null,
      virtual_env_type: "FusionCompute",
      enterprise_project_id: "0",
      __data_origin: `instance,${demoServerId}`,
      __description: "d",
      __image_size: "4294967296",
      __image_source_type: "uds",
      __imagetype: "private",
      __isregistered: "true",
      __originalimagename: publicImageId,
      __os_bit: "64",
      __os_type: "Linux",
      __os_version: "CentOS 7.6 64bit",
      __platform: "CentOS",
      __support_kvm: "true",
    });
  });

  it("leaves out what was not given: description, max_ram, firmware, flags", async () => {
    const [id = ""] = await world.make({ ...server, description: "", max_ram: 0 });
    const image = await world.image(id);
    for (const name of ["__description", "max_ram", "hw_firmware_type", "__support_arm"])
      expect(image).not.toHaveProperty(name);
    expect(image["min_ram"]).toBe(0);
  });

  it("ignores fields that it does not know", async () => {
    expect(await world.make({ ...server, is_config_init: true })).toHaveLength(1);
  });

  it("makes data images of volumes, where the values inside the elements win", async () => {
    const ids = await world.make({
      name: "outside",
      description: "outside",
      tags: ["outside.1"],
      enterprise_project_id: "e0000000-0000-4000-8000-000000000001",
      data_images: [
        { name: "first", volume_id: demoVolumeId, description: "inside", image_tags: [{ key: "inside", value: "1" }] },
        { name: "second", volume_id: secondVolumeId },
      ],
    });
    const [first, second] = await Promise.all(ids.map(world.image));
    expect(first).toMatchObject({
      name: "first",
      __description: "inside",
      tags: ["inside=1"],
      min_disk: 100,
      virtual_env_type: "DataImage",
    });
    expect(first).toMatchObject({
      __data_origin: `volume,${demoVolumeId}`,
      __os_type: "Linux",
      enterprise_project_id: "e0000000-0000-4000-8000-000000000001",
    });
    expect(second).toMatchObject({ name: "second", __description: "outside", tags: ["outside=1"], min_disk: 200 });
  });

  it("makes a system image of a data disk, where the system found on the disk wins", async () => {
    const [id = ""] = await world.make({ ...disk, os_version: "Ubuntu 16.04 server 64bit", type: "BMS" });
    expect(await world.image(id)).toMatchObject({
      __os_version: "CentOS 7.0 64bit",
      virtual_env_type: "Ironic",
      __data_origin: `volume,${demoSystemVolumeId}`,
    });
    const [plain = ""] = await world.make({
      ...disk,
      volume_id: demoVolumeId,
      os_version: "Ubuntu 16.04 server 64bit",
    });
    expect(await world.image(plain)).toMatchObject({ __os_version: "Ubuntu 16.04 server 64bit", __platform: "Ubuntu" });
  });

  it("makes a system image of a file", async () => {
    const [id = ""] = await world.make({
      ...file,
      cmk_id: demoKeyId,
      architecture: "arm",
      hw_firmware_type: "bios",
      is_config: true,
    });
    expect(await world.image(id)).toMatchObject({
      __data_origin: "file,ims-image:centos70.qcow2",
      __root_origin: "file",
      __originalimagename: "",
      __lazyloading: "true",
      __system__cmkid: demoKeyId,
      __support_arm: "true",
      __is_config_init: "true",
      hw_firmware_type: "uefi",
      min_disk: 40,
    });
  });

  it("makes an ISO image of an ISO file", async () => {
    const [id = ""] = await world.make({ ...file, image_url: "ims-image:centos70.iso", type: "IsoImage" });
    expect(await world.image(id)).toMatchObject({ virtual_env_type: "IsoImage", disk_format: "iso" });
  });

  it("makes a system image and data images of several files", async () => {
    const ids = await world.make({
      ...file,
      data_images: [
        { image_url: "ims-image:data1.qcow2", min_disk: 20, tags: ["a.1"] },
        { name: "mine", image_url: "ims-image:data2.qcow2", min_disk: 2048 },
      ],
    });
    const images = await Promise.all(ids.map(world.image));
    expect(images.map((image) => [image["name"], image["virtual_env_type"], image["__sequence_num"]])).toEqual([
      ["image", "FusionCompute", "0"],
      ["image-1", "DataImage", "1"],
      ["mine", "DataImage", "2"],
    ]);
    expect(world.sim.truth().jobs[0]?.type).toBe("imsImportOvaImageJob");
  });

  it("makes the data images that an OVA file brings, asked for or not", async () => {
    const ids = await world.make({ ...file, image_url: "ims-image:appliance.ova" });
    const images = await Promise.all(ids.map(world.image));
    expect(images.map((image) => image["min_disk"])).toEqual([40, 50, 80]);
  });

  it("makes system and data images of a server and its volumes", async () => {
    const ids = await world.make({ ...server, data_images: [{ name: "data", volume_id: demoVolumeId }] });
    const images = await Promise.all(ids.map(world.image));
    expect(images.map((image) => image["__data_origin"])).toEqual([
      `instance,${demoServerId}`,
      `volume,${demoVolumeId}`,
    ]);
  });

  it("belongs to the project of the caller alone", async () => {
    const [id = ""] = await world.make(server);
    const theirs = { credentials: otherCredentials };
    expect((await world.call("GET", `/v2/cloudimages?id=${id}`, undefined, theirs)).json.images).toEqual([]);
    expect((await world.call("GET", `/v2/cloudimages?id=${id}`, undefined, { region: "eu-nl" })).json.images).toEqual(
      [],
    );
    expect((await world.call("GET", `/v2/images/${id}`, undefined, theirs)).status).toBe(404);
    expect((await world.call("DELETE", `/v2/images/${id}`, undefined, theirs)).status).toBe(404);
    expect(
      codeOf(
        await world.call("PATCH", `/v2/cloudimages/${id}`, [{ op: "replace", path: "/name", value: "x" }], theirs),
      ),
    ).toBe("IMG.0027");
    const job = world.sim.truth().jobs[0]?.id;
    const path = `/v1/${otherCredentials.projects["eu-de"]}/jobs/${job}`;
    expect(codeOf(await world.call("GET", path, undefined, theirs))).toBe("IMG.0023");
  });
});

const REFUSED: readonly [what: string, body: unknown, code: string][] = [
  ["no body", undefined, "IMG.0007"],
  ["an array as body", [], "IMG.0001"],
  ["no source", { name: "image" }, "IMG.0021"],
  ["two sources", { ...server, image_url: "a:b" }, "IMG.0021"],
  ["a volume beside data images", { ...disk, ...data({}) }, "IMG.0021"],
  ["no name", { instance_id: demoServerId }, "IMG.0013"],
  ["a name that is no text", { ...server, name: 5 }, "IMG.0013"],
  ["a name of 129 characters", { ...server, name: "n".repeat(129) }, "IMG.0002"],
  ["a name with a bad character", { ...server, name: "a/b" }, "IMG.0003"],
  ["a name with a space at its end", { ...server, name: "a " }, "IMG.0003"],
  ["a description of 1025 characters", { ...server, description: "d".repeat(1025) }, "IMG.0004"],
  ["a description with an angle bracket", { ...server, description: "<b>" }, "IMG.0054"],
  ["a description with a line break", { ...server, description: "a\nb" }, "IMG.0054"],
  ["both kinds of tags", { ...server, tags: ["a.b"], image_tags: [{ key: "c", value: "d" }] }, "IMG.0115"],
  ["a tag key given twice", { ...server, tags: ["a.b", "a.c"] }, "IMG.0115"],
  ["a tag without a key", { ...server, image_tags: [{ key: "", value: "v" }] }, "IMG.0115"],
  ["a tag without a value field", { ...server, image_tags: [{ key: "k" }] }, "IMG.0115"],
  ["a negative memory", { ...server, min_ram: -1 }, "IMG.0055"],
  ["a memory that is no whole number", { ...server, min_ram: 1.5 }, "IMG.0055"],
  ["a maximum below the minimum", { ...server, min_ram: 2048, max_ram: 1024 }, "IMG.0055"],
  ["a server that does not exist", { ...server, instance_id: demoVolumeId }, "IMG.0005"],
  ["a server of another account", { ...server, instance_id: otherServerId }, "IMG.0005"],
  ["a server that refuses", { ...server, instance_id: busyServerId }, "IMG.0010"],
  ["a volume that does not exist", data({ volume_id: demoServerId.replace("8", "9") }), "IMG.0120"],
  ["a data image without a volume", data({ volume_id: undefined }), "IMG.0120"],
  ["a volume named twice", { data_images: [data({}), data({})].flatMap((body) => body.data_images) }, "IMG.0120"],
  [
    "volumes of different servers",
    { data_images: [...data({}).data_images, ...data({ volume_id: foreignVolumeId }).data_images] },
    "IMG.0140",
  ],
  ["a volume of another server beside a server", { ...server, ...data({ volume_id: foreignVolumeId }) }, "IMG.0140"],
  ["a data image without a name", data({ name: undefined }), "IMG.0013"],
  ["a data disk without an OS version", { ...disk, os_version: " " }, "IMG.0056"],
  ["a data disk of type IsoImage", { ...disk, type: "IsoImage" }, "IMG.0024"],
  ["a file without min_disk", { ...file, min_disk: undefined }, "IMG.0055"],
  ["a file with min_disk as text", { ...file, min_disk: "40" }, "IMG.0055"],
  ["a file with min_disk above 1024", { ...file, min_disk: 1025 }, "IMG.0055"],
  ["an address without a colon", { ...file, image_url: "bucket" }, "IMG.0017"],
  ["an address without a bucket", { ...file, image_url: ":object" }, "IMG.0068"],
  ["an address without an object", { ...file, image_url: "ims-image:" }, "IMG.0017"],
  ["a bucket name in capitals", { ...file, image_url: "IMS:object" }, "IMG.0109"],
  ["an object with a space", { ...file, image_url: "ims-image:a b" }, "IMG.0175"],
  ["a bucket that does not exist", { ...file, image_url: "nowhere:object" }, "IMG.0069"],
  ["a bucket of another region", { ...file, image_url: "elsewhere:centos70.qcow2" }, "IMG.0058"],
  ["an object that does not exist", { ...file, image_url: "ims-image:nothing" }, "IMG.0121"],
  ["a file over 128 GB", { ...file, image_url: "ims-image:huge.raw", min_disk: 600 }, "IMG.0059"],
  ["a quick import without an OS version", { ...file, os_version: undefined, is_quick_import: true }, "IMG.0056"],
  [
    "a quick import of another format",
    { ...file, image_url: "ims-image:data1.qcow2", is_quick_import: true },
    "IMG.0057",
  ],
  [
    "an ISO file without an OS version",
    { ...file, image_url: "ims-image:centos70.iso", type: "IsoImage", os_version: "" },
    "IMG.0166",
  ],
  ["an ISO file as another type", { ...file, image_url: "ims-image:centos70.iso" }, "IMG.0105"],
  ["an unknown type", { ...file, type: "VM" }, "IMG.0024"],
  ["an unknown OS type", { ...file, os_type: "linux" }, "IMG.0122"],
  ["an unknown architecture", { ...file, architecture: "mips" }, "IMG.0212"],
  ["an unknown firmware", { ...file, hw_firmware_type: "efi" }, "IMG.0141"],
  ["an unknown license", { ...file, license_type: "mine" }, "IMG.0001"],
  ["an unknown key", { ...file, cmk_id: demoServerId }, "IMG.0095"],
  ["a disabled key", { ...file, cmk_id: disabledKeyId }, "IMG.0097"],
  ["a key for a bare metal image", { ...file, cmk_id: demoKeyId, type: "BMS" }, "IMG.0118"],
  ["the same file twice", { ...file, data_images: [{ image_url: file.image_url, min_disk: 40 }] }, "IMG.0123"],
  ["a data disk file without min_disk", { ...file, data_images: [{ image_url: "ims-image:data1.qcow2" }] }, "IMG.0055"],
  [
    "a data disk file above 2048 GB",
    { ...file, data_images: [{ image_url: "ims-image:data1.qcow2", min_disk: 2049 }] },
    "IMG.0055",
  ],
];

describe("a create is refused for", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.sim.stop());

  it.each(REFUSED)("%s", async (_what, body, code) => {
    const reply = await world.call("POST", ACTION, body);
    expect([reply.status, codeOf(reply)]).toEqual([400, code]);
    expect(reply.json.error.message).not.toBe("");
    expect(world.sim.truth().creates).toBe(0);
  });

  it("a body that is not JSON", async () => {
    const reply = await world.call("POST", ACTION, undefined, { rawBody: "{" });
    expect([reply.status, codeOf(reply)]).toEqual([400, "APIGW.0201"]);
  });
});

describe("the limits of a cloud", () => {
  it.each([
    ["huaweicloud", { ...file, min_disk: 9 }, "IMG.0055"],
    ["otc", { ...file, image_url: "image-test:fedora_data1.qcow2", min_disk: 10 }, undefined],
    ["huaweicloud", { ...server, image_tags: tagsOf(20) }, undefined],
    ["huaweicloud", { ...server, image_tags: tagsOf(21) }, "IMG.0116"],
    ["otc", { ...server, image_tags: tagsOf(10) }, undefined],
    ["otc", { ...server, image_tags: tagsOf(11) }, "IMG.0116"],
    ["huaweicloud", { ...server, image_tags: [{ key: "k".repeat(128), value: "v".repeat(255) }] }, undefined],
    ["huaweicloud", { ...server, image_tags: [{ key: "k".repeat(129), value: "" }] }, "IMG.0115"],
    ["otc", { ...server, image_tags: [{ key: "k".repeat(36), value: "v".repeat(43) }] }, undefined],
    ["otc", { ...server, image_tags: [{ key: "k".repeat(37), value: "" }] }, "IMG.0115"],
    ["otc", { ...server, image_tags: [{ key: "k", value: "v".repeat(44) }] }, "IMG.0115"],
    ["huaweicloud", { ...server, name: "镜像", image_tags: [{ key: "umgebung ä", value: "a/b" }] }, undefined],
    ["otc", { ...server, name: "镜像" }, "IMG.0003"],
    ["otc", { ...server, image_tags: [{ key: "ä", value: "" }] }, "IMG.0115"],
  ] as const)("%s: %j", async (cloud, body, code) => {
    const world = await openWorld({ cloud });
    const reply = await world.call("POST", ACTION, body);
    expect(codeOf(reply)).toBe(code);
    await world.sim.stop();
  });

  it("want 20 GB for Windows on Huawei Cloud", async () => {
    const world = await openWorld();
    const windows = {
      ...file,
      image_url: "image-test:fedora_data1.qcow2",
      os_version: "Windows Server 2019 Standard 64bit",
    };
    expect(codeOf(await world.call("POST", ACTION, { ...windows, min_disk: 19 }))).toBe("IMG.0055");
    expect((await world.call("POST", ACTION, { ...windows, min_disk: 20 })).status).toBe(200);
    await world.sim.stop();
  });
});

describe("quota and seeds", () => {
  it("the quota is checked for all images of a create together, and shown", async () => {
    const world = await openWorld({ seed: { quotas: { default: 2 } } });
    await world.make(server);
    const two = {
      data_images: [
        { name: "a", volume_id: demoVolumeId },
        { name: "b", volume_id: secondVolumeId },
      ],
    };
    expect(codeOf(await world.call("POST", ACTION, two))).toBe("IMG.0015");
    const shown = await world.call("GET", "/v1/cloudimages/quota");
    expect(shown.json.quotas.resources[0]).toMatchObject({ type: "image", used: 1, quota: 2 });
    world.sim.edit.setQuota(world.projectId, 3);
    expect((await world.call("POST", ACTION, two)).status).toBe(200);
    await world.sim.stop();
  });

  it("a seed entry may set the duration, break a job or refuse a create", async () => {
    const id = "aaaaaaaa-0000-4000-8000-000000000001";
    const gone = "aaaaaaaa-0000-4000-8000-000000000002";
    const world = await openWorld({
      seed: {
        servers: [
          { id, durationSeconds: 5 },
          { id: gone, durationSeconds: 5, broken: { code: "IMG.0014", reason: "stack", leftover: "gone" } },
          { id: demoServerId, refuse: { code: "IMG.0026", status: 403, message: "no right" } },
        ],
      },
    });
    await world.call("POST", ACTION, { ...server, instance_id: id });
    await world.call("POST", ACTION, { ...server, instance_id: gone });
    world.clock.advance(5000);
    expect(world.sim.truth().images.map((image) => image.status)).toEqual(["active"]);
    const refused = await world.call("POST", ACTION, server);
    expect([refused.status, refused.json.error]).toEqual([403, { code: "IMG.0026", message: "no right" }]);
    await world.sim.stop();
  });

  it("a seed document may stand alone", async () => {
    const accounts = [
      {
        name: "demo",
        accessKeys: [{ accessKey: "A", secretKey: "S" }],
        projects: [{ id: "d".repeat(32), name: "eu-de" }],
      },
    ];
    const world = await openWorld({ seed: { replaceDefault: true, accounts } });
    expect((await world.call("GET", "/v2/cloudimages")).status).toBe(401);
    await world.sim.stop();
  });

  it("speed divides durations", async () => {
    const world = await openWorld({ speed: 100 });
    await world.call("POST", ACTION, server);
    world.clock.advance(2219);
    expect(world.sim.truth().images[0]?.status).toBe("saving");
    world.clock.advance(1);
    expect(world.sim.truth().images[0]?.status).toBe("active");
    await world.sim.stop();
  });

  it.each([
    ["server", { ...server, instance_id: brokenServerId }, "IMG.0006"],
    ["volume", data({ volume_id: brokenVolumeId }), "IMG.0022"],
    ["file", { ...file, image_url: "ims-image:broken.qcow2" }, "IMG.0057"],
    ["file with a larger disk", { ...file, min_disk: 15 }, "IMG.0055"],
  ])("the job of a broken %s fails and leaves a killed image", async (_what, body, code) => {
    const world = await openWorld();
    const { json } = await world.call("POST", ACTION, body);
    world.clock.advance(600_000);
    const job = await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`);
    expect(job.json).toMatchObject({ status: "FAIL", error_code: code, entities: { error_code: code } });
    expect(job.json.fail_reason).toBe(job.json.entities.error);
    expect(world.sim.truth().images[0]?.status).toBe("killed");
    await world.sim.stop();
  });

  it("an image of the quick server is ready after two seconds", async () => {
    const world = await openWorld();
    await world.call("POST", ACTION, { ...server, instance_id: quickServerId });
    world.clock.advance(2000);
    expect(world.sim.truth().images[0]?.status).toBe("active");
    await world.sim.stop();
  });

  it("refuses a name that the project has in the mode of unique names", async () => {
    const world = await openWorld({ uniqueNames: true });
    expect((await world.call("POST", ACTION, server)).status).toBe(200);
    expect(codeOf(await world.call("POST", ACTION, server))).toBe("IMG.0009");
    expect(codeOf(await world.call("POST", ACTION, data({})))).toBe("IMG.0009");
    const native = await world.call("POST", "/v2/images", { name: "image" });
    expect([native.status, native.text]).toEqual([409, expect.stringContaining("already exists")]);
    expect(world.sim.truth().images).toHaveLength(1);
    await world.sim.stop();
  });
});
