import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("snapshot");

// An image by the native call of ECS. The id is one that the simulator knows; set snapshot:instanceId for one of your own.
const snapshot = new ims.ServerImage("snapshot", {
  instanceId: config.get("instanceId") ?? "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
  metadata: { imagetype: "Gold" },
  tags: { team: "platform" },
});

export const imageId = snapshot.imageId;
