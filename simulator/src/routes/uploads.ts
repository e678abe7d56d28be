// Files for images that wait for one: out of a bucket, or in the body.
import { registerFile } from "../rules/uploads/registerFile";
import { takeUpload } from "../rules/uploads/takeUpload";
import { noContent, ok, type Route } from "./route";

export const uploadRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/v1/cloudimages/:image_id/upload",
    operation: "registerFile",
    access: "project",
    handle: ({ world, params, json }, project) => ok(registerFile(world, project, params["image_id"] ?? "", json)),
  },
  {
    method: "PUT",
    path: "/v2/images/:image_id/file",
    operation: "uploadFile",
    access: "project",
    native: true,
    upload: true,
    handle({ world, params, headers, payload }, project) {
      const upload = { contentType: headers["content-type"], size: payload.size, md5: payload.md5 };
      takeUpload(world, project, params["image_id"] ?? "", upload);
      return noContent;
    },
  },
];
