// Whole images: of a server by way of a new backup, of a backup that is there; what is refused; what a deletion takes along.
import {
  backingUpServerId,
  brokenBackupId,
  brokenServerId,
  busyServerId,
  csbsBackupId,
  demoBackupId,
  demoServerId,
  demoVaultId,
  diskVaultId,
  errorServerId,
  fullVaultId,
  lockedVaultId,
  otherServerId,
  publicImageId,
  quickServerId,
  secondVaultId,
  unavailableBackupId,
  unavailableCsbsBackupId,
  undeletableBackupId,
  usedBackupId,
  usedCsbsBackupId,
  vaultedServerId,
} from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

const WHOLE = "/v1/cloudimages/wholeimages/action";
const ofServer = { name: "whole", instance_id: demoServerId, vault_id: demoVaultId };
const ofBackup = { name: "whole", backup_id: demoBackupId, whole_image_type: "CBR" };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.sim.stop());

const showBackup = (id: unknown) => world.call("GET", `/v3/${world.projectId}/backups/${id}`);

it("of a server: a backup is made in the vault and becomes the image", async () => {
  const body = `{
    "name": "instance_whole_image",
    "description": "Create an image from an ECS",
    "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
    "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}],
    "vault_id": "de9fcf45-11b2-432c-8562-5c5428574600"
  }`;
  const { json } = await world.call("POST", WHOLE, undefined, { rawBody: body });
  world.clock.advance(528_000);
  const backupId = world.sim.truth().images[0]?.image["__backup_id"];
  expect((await showBackup(backupId)).json.backup.status).toBe("protecting");
  world.clock.advance(1000);
  const job = (await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`)).json;
  expect(job).toMatchObject({ job_type: "imsCreateWholeImageByInstanceJob", status: "SUCCESS" });
  expect(await world.image(job.entities.image_id)).toMatchObject({
    name: "instance_whole_image",
    virtual_env_type: "FusionCompute",
    __data_origin: `server_backup,${backupId}`,
    __whole_image: "true",
    __backup_id: backupId,
    __os_version: "CentOS 7.6 64bit",
    __originalimagename: publicImageId,
    min_disk: 40,
    status: "active",
    tags: ["key2=value2", "key1=value1"],
  });
  expect((await showBackup(backupId)).json.backup).toMatchObject({
    status: "available",
    resource_id: demoServerId,
    vault_id: demoVaultId,
    resource_name: "demo-server",
    created_at: "2026-08-21T09:30:00.000000",
  });
  expect((await world.call("GET", "/v2/cloudimages?__whole_image=true")).json.images).toHaveLength(1);
});

it("of a backup", async () => {
  const body = `{
    "name": "backup_whole_image",
    "description": "Create a full-ECS image from a CBR backup",
    "backup_id": "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3",
    "whole_image_type": "CBR",
    "tags": ["aaa.111", "bbb.333", "ccc.444"]
  }`;
  const { json } = await world.call("POST", WHOLE, undefined, { rawBody: body });
  world.clock.advance(6000);
  const job = (await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`)).json;
  expect(job).toMatchObject({ job_type: "imsCreateWholeImageByBackupJob", status: "SUCCESS" });
  expect(await world.image(job.entities.image_id)).toMatchObject({
    __data_origin: `server_backup,${demoBackupId}`,
    __whole_image: "true",
    __backup_id: demoBackupId,
    min_ram: 0,
  });
});

it("of a server without a vault, and of a backup without a type, means CSBS", async () => {
  const [id = ""] = await world.make({ ...ofServer, vault_id: undefined }, WHOLE);
  expect((await showBackup((await world.image(id))["__backup_id"])).status).toBe(404);
  expect(await world.make({ name: "whole", backup_id: csbsBackupId }, WHOLE)).toHaveLength(1);
});

it.each<[string, object, string]>([
  ["nothing", { name: "whole" }, "IMG.0012"],
  ["a type without a backup", { name: "whole", whole_image_type: "CBR" }, "IMG.0019"],
  ["an empty backup", { ...ofBackup, backup_id: "" }, "IMG.0019"],
  ["a server and a backup", { ...ofServer, ...ofBackup }, "IMG.0021"],
  ["a backup that is not there", { ...ofBackup, backup_id: demoServerId }, "IMG.0020"],
  ["a CSBS backup that is not there", { name: "whole", backup_id: demoServerId }, "IMG.0127"],
  ["a backup of the other kind", { ...ofBackup, whole_image_type: "CSBS" }, "IMG.0198"],
  ["a kind that is none", { ...ofBackup, whole_image_type: "VBS" }, "IMG.0198"],
  ["a used backup", { ...ofBackup, backup_id: usedBackupId }, "IMG.0029"],
  ["a used CSBS backup", { name: "whole", backup_id: usedCsbsBackupId }, "IMG.0134"],
  ["a failed backup", { ...ofBackup, backup_id: unavailableBackupId }, "IMG.0032"],
  ["an unfinished CSBS backup", { name: "whole", backup_id: unavailableCsbsBackupId }, "IMG.0132"],
  ["no name", { ...ofServer, name: undefined }, "IMG.0013"],
  ["a server that is not there", { ...ofServer, instance_id: otherServerId }, "IMG.0005"],
  ["a server in state error", { ...ofServer, instance_id: errorServerId }, "IMG.0126"],
  ["a server that is being backed up", { ...ofServer, instance_id: backingUpServerId }, "IMG.0136"],
  ["a server with a running task", { ...ofServer, instance_id: busyServerId }, "IMG.0010"],
  ["a vault that is not there", { ...ofServer, vault_id: demoServerId }, "IMG.0184"],
  ["a vault of disks", { ...ofServer, vault_id: diskVaultId }, "IMG.0193"],
  ["a locked vault", { ...ofServer, vault_id: lockedVaultId }, "IMG.0188"],
  ["a full vault", { ...ofServer, vault_id: fullVaultId }, "IMG.0182"],
  ["another vault than that of the server", { ...ofServer, instance_id: vaultedServerId }, "IMG.0183"],
  ["a maximum below the minimum", { ...ofServer, min_ram: 2, max_ram: 1 }, "IMG.0055"],
])("is refused for %s", async (_what, body, code) => {
  expect(codeOf(await world.call("POST", WHOLE, body))).toBe(code);
  expect(world.sim.truth()).toMatchObject({ creates: 0, images: [] });
});

it("a backup serves one image at a time, a server one backup at a time", async () => {
  const [id = ""] = await world.make(ofBackup, WHOLE);
  expect(codeOf(await world.call("POST", WHOLE, ofBackup))).toBe("IMG.0029");
  await world.call("DELETE", `/v2/images/${id}`);
  expect((await world.call("POST", WHOLE, ofBackup)).status).toBe(200);
  const bound = { ...ofServer, instance_id: vaultedServerId, vault_id: secondVaultId };
  expect((await world.call("POST", WHOLE, bound)).status).toBe(200);
  expect(codeOf(await world.call("POST", WHOLE, bound))).toBe("IMG.0136");
  world.clock.advance(529_000);
  expect((await world.call("POST", WHOLE, bound)).status).toBe(200);
});

it("backups fill a vault", async () => {
  const small = "aaaaaaaa-0000-4000-8000-000000000009";
  await world.sim.stop();
  world = await openWorld({ seed: { vaults: [{ id: small, sizeGb: 80 }] } });
  const body = { ...ofServer, instance_id: quickServerId, vault_id: small };
  for (const code of [undefined, undefined, "IMG.0182"]) {
    expect(codeOf(await world.call("POST", WHOLE, body))).toBe(code);
    world.clock.advance(2000);
  }
});

it("a failed create leaves the image killed, and the backup that it had made", async () => {
  await world.make({ ...ofServer, instance_id: brokenServerId }, WHOLE);
  await world.make({ ...ofBackup, backup_id: brokenBackupId }, WHOLE);
  const { images, jobs } = world.sim.truth();
  expect(images.map((image) => image.status)).toEqual(["killed", "killed"]);
  expect(jobs.map((job) => job.status)).toEqual(["FAIL", "FAIL"]);
  expect((await showBackup(images[0]?.image["__backup_id"])).status).toBe(200);
});

describe("a deletion", () => {
  const remove = (id: string, body?: unknown) => world.call("DELETE", `/v2/images/${id}`, body);

  it.each([
    [undefined, 200],
    [{ delete_backup: false }, 200],
    [{ delete_backup: true }, 404],
  ])("with the body %j finds the backup afterwards with %i", async (body, status) => {
    const [id = ""] = await world.make(ofBackup, WHOLE);
    expect((await remove(id, body)).status).toBe(204);
    expect((await showBackup(demoBackupId)).status).toBe(status);
    expect((await remove(id, body)).status).toBe(404);
  });

  it("of another image ignores the wish", async () => {
    const [id = ""] = await world.make({ name: "image", instance_id: demoServerId });
    expect((await remove(id, { delete_backup: true })).status).toBe(204);
  });

  it("may lose the image and keep the backup", async () => {
    const [id = ""] = await world.make({ ...ofBackup, backup_id: undeletableBackupId }, WHOLE);
    expect(codeOf(await remove(id, { delete_backup: true }))).toBe("IMG.0176");
    expect(world.sim.truth().images).toEqual([]);
    expect((await showBackup(undeletableBackupId)).status).toBe(200);
  });

  it("refuses a body of another shape", async () => {
    const [id = ""] = await world.make(ofBackup, WHOLE);
    expect(codeOf(await remove(id, { delete_backup: "yes" }))).toBe("IMG.0001");
  });
});
