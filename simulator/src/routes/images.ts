// Creating, listing, changing and deleting images; the quota.
import { createImages } from "../rules/create/createImages";
import { deleteImage } from "../rules/deleteImage";
import { listImages } from "../rules/listImages";
import { patchImage } from "../rules/patchImage";
import { showQuota } from "../rules/quota";
import { showNativeImage } from "../rules/showNativeImage";
import { noContent, ok, type Route } from "./route";

export const imageRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v2/cloudimages/action",
    operation: "createImages",
    access: "project",
    handle: ({ world, json }, project) => ok(createImages(world, project, json)),
  },
  {
    method: "GET",
    path: "/v2/cloudimages",
    operation: "listImages",
    access: "project",
    handle: ({ world, query }, project) => ok({ images: listImages(world, project, query) }),
  },
  {
    method: "PATCH",
    path: "/v2/cloudimages/:image_id",
    operation: "updateImage",
    access: "project",
    handle: ({ world, params, json }, project) => ok(patchImage(world, project, params["image_id"] ?? "", json)),
  },
  {
    method: "GET",
    path: "/v1/cloudimages/quota",
    operation: "showQuota",
    access: "project",
    handle: ({ world }, project) => ok(showQuota(world, project)),
  },
  {
    method: "GET",
    path: "/v2/images/:image_id",
    operation: "showNativeImage",
    access: "project",
    native: true,
    handle: ({ world, params }, project) => ok(showNativeImage(world, project, params["image_id"] ?? "")),
  },
  {
    method: "DELETE",
    path: "/v2/images/:image_id",
    operation: "deleteImage",
    access: "project",
    native: true,
    handle({ world, params }, project) {
      deleteImage(world, project, params["image_id"] ?? "");
      return noContent;
    },
  },
];
