import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("archive");

// An image of a data disk in a file. The file is one that the simulator knows; set archive:imageUrl for one of your own.
const archive = new ims.ObsDataImage("archive", {
  imageUrl: config.get("imageUrl") ?? "ims-image:data1.qcow2",
  minDisk: 40,
  description: "Archive of the year before",
  tags: { team: "platform" },
});

export const imageId = archive.imageId;
export const sizeInGigabytes = archive.image.apply((image) => image.minDisk);
