import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("record");

// A record that waits for its file, which something else brings.
const record = new ims.ImageMetadata("record", {
  osVersion: config.get("osVersion") ?? "Ubuntu 14.04 server 64bit",
  minDisk: 100,
  diskFormat: "vhd",
  tags: { team: "platform" },
});

export const imageId = record.imageId;
export const status = record.status;
