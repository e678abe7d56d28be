// Exports: what can be exported, where to, and what is refused.
import { demoBackupId, demoKeyId, demoServerId, isoObject, publicImageId } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

const body = { bucket_url: "ims-image:centos7_5.qcow2", file_format: "qcow2", is_quick_export: false };
const quick = { bucket_url: "ims-image:quick.zvhd2", is_quick_export: true };
const file = { name: "image", image_url: "ims-image:centos70.qcow2", os_version: "CentOS 7.0 64bit", min_disk: 40 };

let world: World;
let id: string;
beforeEach(async () => {
  world = await openWorld();
  [id = ""] = await world.make({ name: "image", instance_id: demoServerId });
});
afterEach(() => world.sim.stop());

const exportIt = (given: object, image = id, version = "v1") =>
  world.call("POST", `/${version}/cloudimages/${image}/file`, given);

it("an export is a job that names the image, and makes no new one", async () => {
  const { json } = await exportIt(body);
  expect(codeOf(await exportIt({ ...body, bucket_url: "ims-image:other" }))).toBe("IMG.0148");
  world.clock.advance(180_000);
  const job = (await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`)).json;
  expect(job).toMatchObject({ job_type: "imsNativeExportImageJob", status: "SUCCESS", entities: { image_id: id } });
  expect(codeOf(await exportIt(body))).toBe("IMG.0070");
  expect((await exportIt(quick, id, "v2.1")).status).toBe(200);
  expect(world.sim.truth()).toMatchObject({ creates: 1, images: [{ id, status: "active" }] });
});

it.each<[object, string]>([
  [{ ...body, file_format: undefined }, "IMG.0072"],
  [{ ...body, file_format: "raw" }, "IMG.0072"],
  [{ ...body, is_quick_export: true }, "IMG.0072"],
  [{ ...body, bucket_url: undefined }, "IMG.0017"],
  [{ ...body, bucket_url: "ims-image:" }, "IMG.0073"],
  [{ ...body, bucket_url: `ims-image:${"n".repeat(129)}` }, "IMG.0074"],
  [{ ...body, bucket_url: "ims-image:a/b" }, "IMG.0075"],
  [{ ...body, bucket_url: "nowhere:a" }, "IMG.0069"],
  [{ ...body, bucket_url: "elsewhere:a" }, "IMG.0058"],
  [{ ...body, bucket_url: "ims-image:centos70.qcow2" }, "IMG.0070"],
])("is refused: %j", async (given, code) => expect(codeOf(await exportIt(given))).toBe(code));

it("some images cannot be exported", async () => {
  const whole = { name: "whole", backup_id: demoBackupId, whole_image_type: "CBR" };
  const [wholeId = ""] = await world.make(whole, "/v1/cloudimages/wholeimages/action");
  const [isoId = ""] = await world.make({ ...file, image_url: isoObject, type: "IsoImage" });
  const [secretId = ""] = await world.make({ ...file, cmk_id: demoKeyId });
  const server = `/v2.1/${world.projectId}/servers/${demoServerId}/action`;
  const headers = { "openstack-api-version": "compute 2.45" };
  const native = (await world.call("POST", server, { createImage: { name: "image" } }, { headers })).json.image_id;
  const waiting = (await world.call("POST", "/v2/images", { name: "image" })).json.id;
  world.clock.advance(222_000);
  expect(codeOf(await exportIt(body, wholeId))).toBe("IMG.0128");
  expect(codeOf(await exportIt(body, isoId))).toBe("IMG.0167");
  expect(codeOf(await exportIt(quick, secretId))).toBe("IMG.0105");
  expect(codeOf(await exportIt(body, native))).toBe("IMG.0071");
  expect(codeOf(await exportIt(body, waiting))).toBe("IMG.0046");
  expect(codeOf(await exportIt(body, publicImageId))).toBe("IMG.0077");
  expect(codeOf(await exportIt(body, demoServerId))).toBe("IMG.0027");
});
