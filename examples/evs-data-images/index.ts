import * as ims from "pulumi-ims";

// Images of two volumes of one server, made by one job. The ids are ones that the simulator knows.
const disks = new ims.EvsDataImages("disks", {
  dataImages: [
    { volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", name: "logs" },
    { volumeId: "2b7a3f0e-6f0f-4b46-9d1e-1f5b7c0a9d02", name: "tables", tags: { team: "database" } },
  ],
});

export const imageIds = disks.images.apply((images) => images.map(({ imageId }) => imageId));
