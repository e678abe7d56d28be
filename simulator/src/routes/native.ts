// The calls that descend from Glance: their errors are HTML.
import { deleteImage } from "../rules/deleteImage";
import { putNativeTag, removeNativeTag } from "../rules/native/changeNativeTag";
import { createNativeImage } from "../rules/native/createNativeImage";
import { listNativeImages } from "../rules/native/listNativeImages";
import { patchNativeImage } from "../rules/native/patchNativeImage";
import { showNativeImage } from "../rules/native/showNativeImage";
import type { Project } from "../rules/world";
import { type Answer, type Call, noContent, ok, type Route } from "./route";

type Handle = (call: Call, project: Project) => Answer;

const native = (method: Route["method"], path: string, operation: string, handle: Handle): Route => ({
  method,
  path,
  operation,
  access: "project",
  native: true,
  handle,
});

const imageId = ({ params }: Call): string => params["image_id"] ?? "";
const tag = ({ params }: Call): string => params["tag"] ?? "";

/** Changes that answer 204 without a body. */
const silently =
  (change: (call: Call, project: Project) => void): Handle =>
  (call, project) => {
    change(call, project);
    return noContent;
  };

export const nativeRoutes: readonly Route[] = [
  native("POST", "/v2/images", "createNativeImage", ({ world, json }, project) => ({
    status: 201,
    body: createNativeImage(world, project, json),
  })),
  native("GET", "/v2/images", "listNativeImages", ({ world, query }, project) =>
    ok(listNativeImages(world, project, query)),
  ),
  native("GET", "/v2/images/:image_id", "showNativeImage", (call, project) =>
    ok(showNativeImage(call.world, project, imageId(call))),
  ),
  native("PATCH", "/v2/images/:image_id", "patchNativeImage", (call, project) =>
    ok(patchNativeImage(call.world, project, imageId(call), call.headers["content-type"], call.json)),
  ),
  native(
    "DELETE",
    "/v2/images/:image_id",
    "deleteImage",
    silently((call, project) => deleteImage(call.world, project, imageId(call), call.json)),
  ),
  native(
    "PUT",
    "/v2/images/:image_id/tags/:tag",
    "putNativeTag",
    silently((call, project) => putNativeTag(call.world, project, imageId(call), tag(call))),
  ),
  native(
    "DELETE",
    "/v2/images/:image_id/tags/:tag",
    "removeNativeTag",
    silently((call, project) => removeNativeTag(call.world, project, imageId(call), tag(call))),
  ),
];
