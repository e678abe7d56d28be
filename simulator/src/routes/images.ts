// Listing and changing images by the extension calls; the quota.
import { listImages } from "../rules/listImages";
import { patchImage } from "../rules/patchImage";
import { showQuota } from "../rules/quota";
import { ok, type Route } from "./route";

export const imageRoutes: readonly Route[] = [
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
];
