import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("imported");

// An image of a file in object storage. The file is one that the simulator knows; set imported:imageUrl for one of your own.
const imported = new ims.ObsSystemImage("imported", {
  imageUrl: config.get("imageUrl") ?? "ims-image:centos70.qcow2",
  osVersion: "CentOS 7.0 64bit",
  minDisk: 40,
  description: "Imported from the old data centre",
  tags: { team: "platform" },
});

export const imageId = imported.imageId;
export const operatingSystem = imported.image.apply((image) => image.osVersion);
