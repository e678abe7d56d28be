import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("restored");

// A backup makes one image. The id is one that the simulator knows; set restored:backupId for one of your own.
const restored = new ims.CbrWholeImage("restored", {
  backupId: config.get("backupId") ?? "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3",
  description: "The shop as it was before the update",
  tags: { team: "platform" },
});

export const imageId = restored.imageId;
export const operatingSystem = restored.image.apply((image) => image.osVersion);
