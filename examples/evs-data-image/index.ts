import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("database");

// An image of a data disk. The id is one that the simulator knows; set database:volumeId for one of your own.
const database = new ims.EvsDataImage("database", {
  volumeId: config.get("volumeId") ?? "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
  description: "Data disk of the database server",
  tags: { team: "platform" },
});

export const imageId = database.imageId;
export const sizeInGigabytes = database.image.apply((image) => image.minDisk);
