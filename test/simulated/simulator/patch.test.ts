// PATCH /v2/cloudimages/{id} and DELETE /v2/images/{id}.
import { brokenServerId, demoServerId, publicImageId } from "../../../simulator/src/index";
import { codeOf, openWorld, type Reply, type World } from "./support/client";

let world: World;
let id: string;
beforeEach(async () => {
  world = await openWorld();
  [id = ""] = await world.make({ name: "image", instance_id: demoServerId });
});
afterEach(() => world.sim.stop());

const patch = (...operations: unknown[]): Promise<Reply> => world.call("PATCH", `/v2/cloudimages/${id}`, operations);
const add = (path: string, value?: unknown) => ({ op: "add", path, value });
const replace = (path: string, value?: unknown) => ({ op: "replace", path, value });
const remove = (path: string) => ({ op: "remove", path });

describe("a patch", () => {
  it("answers the whole image and moves updated_at", async () => {
    world.clock.advance(60_000);
    const reply = await patch(
      replace("/name", "renamed"),
      replace("/min_ram", "2048"),
      add("/max_ram", 4096),
      add("/__description", "d"),
    );
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ id, name: "renamed", min_ram: 2048, max_ram: "4096", __description: "d" });
    expect(reply.json.updated_at).toBe("2026-08-21T09:41:00Z");
    expect(reply.json).toEqual(await world.image(id));
  });

  it.each([
    ["replace of an absent description", replace("/__description", "d")],
    ["replace of an absent max_ram", replace("/max_ram", 1)],
    ["remove of an absent attribute", remove("/__description")],
    ["flags that exclude each other", add("/__support_kvm_gpu_type", "V100")],
  ])("conflicts with IMG.0035 on %s", async (_what, operation) =>
    expect(codeOf(await patch(operation))).toBe("IMG.0035"),
  );

  it("adds, replaces and removes an attribute of any lower-case name", async () => {
    expect((await patch(add("/hw_vif_multiqueue_enabled", "true"))).json["hw_vif_multiqueue_enabled"]).toBe("true");
    expect((await patch(add("/hw_vif_multiqueue_enabled", "false"))).json["hw_vif_multiqueue_enabled"]).toBe("false");
    expect((await patch(remove("/hw_vif_multiqueue_enabled"))).json).not.toHaveProperty("hw_vif_multiqueue_enabled");
  });

  it("drops a description that is replaced by nothing", async () => {
    await patch(add("/__description", "d"));
    expect((await patch(replace("/__description", ""))).json).not.toHaveProperty("__description");
  });

  it("takes effect as a whole or not at all", async () => {
    expect(codeOf(await patch(replace("/name", "renamed"), replace("/max_ram", 1)))).toBe("IMG.0035");
    expect((await world.image(id))["name"]).toBe("image");
  });

  it.each([
    ["a bad name", replace("/name", "a/b"), "IMG.0003"],
    ["a bad description", add("/__description", "<"), "IMG.0054"],
    ["a bad memory", replace("/min_ram", "much"), "IMG.0055"],
    ["a maximum below the minimum", add("/max_ram", -1), "IMG.0055"],
    ["a bad firmware", add("/hw_firmware_type", "efi"), "IMG.0141"],
    ["a fixed attribute", replace("/min_disk", 1), "IMG.0105"],
    ["the protection, which is the native call's", replace("/protected", true), "IMG.0105"],
    ["the loss of the name", remove("/name"), "IMG.0105"],
    ["upper-case letters", add("/Colour", "red"), "IMG.0001"],
    ["a path without a slash", replace("name", "x"), "IMG.0001"],
    ["a missing value", replace("/name"), "IMG.0001"],
    ["an unknown op", { op: "move", path: "/name", value: "x" }, "IMG.0001"],
  ])("is refused for %s", async (_what, operation, code) => expect(codeOf(await patch(operation))).toBe(code));

  it("is refused without a list of operations", async () => {
    expect(codeOf(await world.call("PATCH", `/v2/cloudimages/${id}`, replace("/name", "x")))).toBe("IMG.0001");
    expect(codeOf(await patch())).toBe("IMG.0001");
  });

  it("is refused for images that are missing, public, or not active", async () => {
    const rename = (image: string) => world.call("PATCH", `/v2/cloudimages/${image}`, [replace("/name", "x")]);
    expect(codeOf(await rename("nothing"))).toBe("IMG.0027");
    expect(codeOf(await rename(publicImageId))).toBe("IMG.0047");
    await world.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: demoServerId });
    expect(codeOf(await rename(world.sim.truth().images.at(-1)?.id ?? ""))).toBe("IMG.0046");
  });
});

describe("a deletion", () => {
  const remover = (image: string, body?: unknown) => world.call("DELETE", `/v2/images/${image}`, body);

  it("answers 204 without a body; the image is gone for every call", async () => {
    const reply = await remover(id, { delete_backup: false });
    expect([reply.status, reply.text]).toEqual([204, ""]);
    expect(await world.image(id)).toBeUndefined();
    expect((await world.call("GET", `/v2/images/${id}`)).status).toBe(404);
    expect((await remover(id)).status).toBe(404);
    expect(world.sim.truth()).toMatchObject({ images: [], deletedImages: [id], deletes: 1 });
  });

  it("waits for no running job, but a killed image can go", async () => {
    await world.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: brokenServerId });
    const killed = world.sim.truth().images.at(-1)?.id ?? "";
    expect(codeOf(await remover(killed))).toBe("IMG.0090");
    world.clock.advance(30_000);
    expect((await remover(killed)).status).toBe(204);
  });

  it("is refused for protected and public images", async () => {
    world.sim.edit.updateImage(id, { protected: true });
    const reply = await remover(id);
    expect([reply.status, reply.headers["content-type"]]).toEqual([403, "text/html; charset=UTF-8"]);
    expect(codeOf(await remover(publicImageId))).toBe("IMG.0094");
  });

  it("may leave the image listed for a while", async () => {
    const slow = await openWorld({ seed: { deleteSeconds: 10 } });
    const [image = ""] = await slow.make({ name: "image", instance_id: demoServerId });
    expect((await slow.call("DELETE", `/v2/images/${image}`)).status).toBe(204);
    expect(await slow.image(image)).toMatchObject({ status: "active" });
    expect((await slow.call("DELETE", `/v2/images/${image}`)).status).toBe(404);
    slow.clock.advance(10_000);
    expect(await slow.image(image)).toBeUndefined();
    await slow.sim.stop();
  });
});

describe("an edit behind the API", () => {
  it("changes, adds and deletes images", async () => {
    world.sim.edit.updateImage(id, {
      name: "console",
      max_ram: "8192",
      __support_kvm: null,
      tags: { a: "b" },
      status: "killed",
    });
    expect(await world.image(id)).toMatchObject({ name: "console", max_ram: "8192", tags: ["a=b"], status: "killed" });
    expect(await world.image(id)).not.toHaveProperty("__support_kvm");
    const added = world.sim.edit.addImage({ name: "added", project: world.projectId });
    expect(await world.image(added)).toMatchObject({ name: "added", status: "active" });
    world.sim.edit.deleteImage(added);
    expect(await world.image(added)).toBeUndefined();
    expect(() => world.sim.edit.deleteImage(added)).toThrow(`The simulator has no image ${added}.`);
  });
});
