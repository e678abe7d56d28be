import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("rescued");

// An image of a volume that holds a system. The id is one that the simulator knows; set rescued:volumeId for one of your own.
const rescued = new ims.EvsSystemImage("rescued", {
  volumeId: config.get("volumeId") ?? "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
  osVersion: "CentOS 7.0 64bit",
  description: "System of a server that does not start any more",
  tags: { team: "platform" },
});

export const imageId = rescued.imageId;
export const operatingSystem = rescued.image.apply((image) => image.osVersion);
