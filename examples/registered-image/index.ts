import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("registered");

// An image by the native calls: a record, and a file that is registered with it. The file is one that the simulator knows.
const registered = new ims.RegisteredImage("registered", {
  imageUrl: config.get("imageUrl") ?? "bucketname:Centos6.5-disk1.vmdk",
  osVersion: "CentOS 6.5 64bit",
  minDisk: 40,
  tags: { team: "platform" },
});

// The same from a file on this machine, which is uploaded.
const uploaded = new ims.RegisteredImage("uploaded", {
  localFile: config.get("localFile") ?? "tiny.raw",
  diskFormat: "raw",
  osVersion: "CentOS 6.5 64bit",
  minDisk: 40,
  tags: { team: "platform" },
});

export const imageId = registered.imageId;
export const status = registered.status;
export const uploadedImageId = uploaded.imageId;
export const sha256 = uploaded.localFile.apply((file) => file?.sha256);
