import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("installer");

// An image to install servers from. The file is one that the simulator knows; set installer:imageUrl for one of your own.
const installer = new ims.ObsIsoImage("installer", {
  imageUrl: config.get("imageUrl") ?? "ims-image:centos70.iso",
  osVersion: "CentOS 7.0 64bit",
  minDisk: 40,
  tags: { team: "platform" },
});

export const imageId = installer.imageId;
export const format = installer.image.apply((image) => image.diskFormat);
