import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";

const config = new pulumi.Config("golden");

// A golden image from a server. The id is one that the simulator knows; set golden:instanceId for one of your own.
const golden = new ims.EcsSystemImage("golden", {
  instanceId: config.get("instanceId") ?? "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
  description: config.get("description") ?? "Base image of the web servers",
  tags: { team: "platform", release: "42" },
});

export const imageId = golden.imageId;
export const name = golden.name;
export const operatingSystem = golden.image.apply((image) => image.osVersion);
