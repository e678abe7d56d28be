import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("warehouse");

// A large data disk by the fast import: ZVHD2, or RAW with a bitmap file beside it. The file is one that the simulator knows; set warehouse:imageUrl for one of your own.
const warehouse = new ims.QuickImportDataImage("warehouse", {
  imageUrl: config.get("imageUrl") ?? "ims-image:centos70.zvhd2",
  minDisk: 40,
  description: "Data disk of the warehouse",
  tags: { team: "platform" },
});

export const imageId = warehouse.imageId;
export const sizeInGigabytes = warehouse.image.apply((image) => image.minDisk);
