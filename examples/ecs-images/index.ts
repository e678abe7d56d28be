import * as ims from "pulumi-ims";

// The system image of a server and an image of its volume. The ids are ones that the simulator knows.
const machine = new ims.EcsImages("machine", {
  instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
  tags: { team: "platform" },
  dataImages: [{ volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", name: "machine-data" }],
});

export const imageId = machine.imageId;
export const dataImageId = machine.imageIdOfVolume("c5dfbd0c-bf0a-4798-a453-61dc6b54aa30");
