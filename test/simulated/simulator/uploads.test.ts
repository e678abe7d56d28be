// Files for images that wait for one: out of a bucket, in the body, and broken off in the middle.
import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import {
  bigObject,
  brokenObject,
  demoCredentials,
  demoServerId,
  isoObject,
  ovaObject,
  publicImageId,
  zvhd2Object,
} from "../../../simulator/src/index";
import { codeOf, openWorld, type Reply, type World } from "./support/client";
import { REGISTRATION_EXAMPLE } from "./support/otherExamples";

const OCTETS = { "content-type": "application/octet-stream" };
const MEGABYTES_13 = "x".repeat(13 * 1024 * 1024);

let world: World;
let id: string;
beforeEach(async () => {
  world = await openWorld();
  id = (await world.call("POST", "/v2/images", { name: "image", min_disk: 40 })).json.id;
});
afterEach(() => world.sim.stop());

const show = async () => (await world.call("GET", `/v2/images/${id}`)).json;
const register = (body: unknown, image = id) => world.call("PUT", `/v1/cloudimages/${image}/upload`, body);
const upload = (rawBody: string, options = {}, image = id): Promise<Reply> =>
  world.call("PUT", `/v2/images/${image}/file`, undefined, { headers: OCTETS, rawBody, ...options });

async function token(): Promise<string> {
  const { user, password, account } = demoCredentials;
  const { headers } = await world.call(
    "POST",
    "/v3/auth/tokens",
    {
      auth: {
        identity: { methods: ["password"], password: { user: { name: user, password, domain: { name: account } } } },
        scope: { project: { name: "eu-de" } },
      },
    },
    { token: "none" },
  );
  return String(headers["x-subject-token"]);
}

describe("registering a file of a bucket", () => {
  it("fills the image by a job", async () => {
    const reply = await world.call("PUT", `/v1/cloudimages/${id}/upload`, undefined, {
      rawBody: REGISTRATION_EXAMPLE,
    });
    expect([reply.status, reply.json]).toEqual([200, { job_id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    world.clock.advance(20_000);
    expect((await show()).status).toBe("saving");
    world.clock.advance(280_000);
    const job = (await world.call("GET", `/v1/${world.projectId}/jobs/${reply.json.job_id}`)).json;
    expect(job).toMatchObject({ job_type: "imsNativeImportImageJob", status: "SUCCESS" });
    expect(job.entities).toEqual({ image_id: id });
    expect(await world.image(id)).toMatchObject({
      status: "active",
      size: 2,
      checksum: "99914b932bd37a50b983c5e7c90ae93b",
      __image_size: "2147483648",
      __data_origin: "file,bucketname:Centos6.5-disk1.vmdk",
      __root_origin: "file",
    });
    expect(world.sim.truth()).toMatchObject({ creates: 1 });
  });

  it.each<[unknown, string]>([
    [undefined, "IMG.0007"],
    [{}, "IMG.0017"],
    [{ image_url: "ims-image:nothing" }, "IMG.0121"],
    [{ image_url: ovaObject }, "IMG.0057"],
    [{ image_url: isoObject }, "IMG.0105"],
    [{ image_url: bigObject }, "IMG.0059"],
  ])("is refused for %j", async (body, code) => {
    expect(codeOf(await register(body))).toBe(code);
    expect((await show()).status).toBe("queued");
  });

  it("is refused for an image that does not wait", async () => {
    expect(codeOf(await register({ image_url: zvhd2Object }, demoServerId))).toBe("IMG.0027");
    expect(codeOf(await register({ image_url: zvhd2Object }, publicImageId))).toBe("IMG.0047");
    await register({ image_url: zvhd2Object });
    expect(codeOf(await register({ image_url: zvhd2Object }))).toBe("IMG.1075");
    expect((await upload("data")).status).toBe(409);
    expect(codeOf(await world.call("DELETE", `/v2/images/${id}`))).toBe("IMG.0090");
  });

  it("kills the image when the file is broken, or larger than the disk", async () => {
    await register({ image_url: brokenObject });
    world.clock.advance(30_000);
    expect((await show()).status).toBe("killed");
    expect(world.sim.truth().jobs[0]?.status).toBe("FAIL");
    expect(codeOf(await register({ image_url: zvhd2Object }))).toBe("IMG.1075");
  });
});

describe("uploading a file", () => {
  it("fills the image without a job", async () => {
    const reply = await upload("the file");
    expect([reply.status, reply.text]).toEqual([204, ""]);
    world.clock.advance(10_000);
    expect((await show()).status).toBe("saving");
    expect((await upload("again")).status).toBe(409);
    world.clock.advance(50_000);
    expect(await show()).toMatchObject({
      status: "active",
      __image_size: "8",
      __root_origin: "file",
      checksum: createHash("md5").update("the file").digest("hex"),
      active_at: "2026-08-21T09:31:00Z",
    });
    expect(world.sim.truth().jobs).toEqual([]);
    expect(world.sim.log.find((entry) => entry.operation === "uploadFile")?.body).toBe("(8 bytes)");
    expect((await upload("again")).status).toBe(409);
  });

  it("wants octets, an image of one's own, and some content", async () => {
    expect((await upload("x", { headers: { "content-type": "application/json" } })).status).toBe(415);
    expect((await upload("x", {}, demoServerId)).status).toBe(404);
    expect((await upload("x", {}, publicImageId)).status).toBe(403);
    expect((await upload("")).status).toBe(204);
    world.clock.advance(60_000);
    expect((await show()).status).toBe("killed");
  });

  it("takes more than 12 MB with a token, not with a signature, whether or not it covers the file", async () => {
    const unsigned = { ...OCTETS, "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" };
    for (const headers of [OCTETS, unsigned]) {
      expect([(await upload(MEGABYTES_13, { headers })).status, (await show()).status]).toEqual([413, "queued"]);
    }
    expect((await upload("small", { headers: unsigned })).status).toBe(204);
    id = (await world.call("POST", "/v2/images", { name: "image" })).json.id;
    expect((await upload(MEGABYTES_13, { token: await token(), unsigned: OCTETS })).status).toBe(204);
    world.clock.advance(60_000);
    expect((await show()).__image_size).toBe(String(13 * 1024 * 1024));
  });

  it("that breaks off leaves the image queued", async () => {
    const headers = { ...OCTETS, "x-auth-token": await token(), "content-length": 1000 };
    await new Promise((resolve) => {
      const request = httpRequest(`${world.sim.url}/v2/images/${id}/file`, { method: "PUT", headers, agent: false });
      request.on("error", resolve);
      request.write("half", () => request.destroy());
      request.on("close", resolve);
    });
    for (let turn = 0; turn < 100 && !world.sim.log.some((entry) => entry.operation === "uploadFile"); turn++)
      await show();
    expect(world.sim.log.find((entry) => entry.operation === "uploadFile")).toMatchObject({ status: 0 });
    world.clock.advance(60_000);
    expect((await show()).status).toBe("queued");
    expect((await upload("whole")).status).toBe(204);
  });
});
