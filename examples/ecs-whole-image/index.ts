import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("everything");

// A server with all its disks. The ids are ones that the simulator knows; set everything:instanceId and everything:vaultId for your own.
const everything = new ims.EcsWholeImage("everything", {
  instanceId: config.get("instanceId") ?? "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
  vaultId: config.get("vaultId") ?? "de9fcf45-11b2-432c-8562-5c5428574600",
  description: "The shop as it was before the update",
  tags: { team: "platform" },
});

export const imageId = everything.imageId;
export const backupId = everything.image.apply((image) => image.attributes["__backup_id"]);
