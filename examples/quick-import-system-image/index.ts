import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("large");

// A large file by the fast import: ZVHD2, or RAW with a bitmap file beside it. The file is one that the simulator knows; set large:imageUrl for one of your own.
const large = new ims.QuickImportSystemImage("large", {
  imageUrl: config.get("imageUrl") ?? "ims-image:centos70.zvhd2",
  osVersion: "CentOS 7.0 64bit",
  minDisk: 40,
  minRam: 1_024,
  tags: { team: "platform" },
});

export const imageId = large.imageId;
export const operatingSystem = large.image.apply((image) => image.osVersion);
