// The extension calls that start the making of images, or of a file of one. Each answers the id of a job.
import { createImages } from "../rules/create/createImages";
import { importDataImage } from "../rules/create/importDataImage";
import { importQuickly } from "../rules/create/importQuickly";
import { exportImage } from "../rules/exportImage";
import { createWholeImage } from "../rules/whole/createWholeImage";
import type { Project, World } from "../rules/world";
import { ok, type Route } from "./route";

type Create = (world: World, project: Project, json: unknown) => { job_id: string };

const createRoute = (path: string, operation: string, create: Create): Route => ({
  method: "POST",
  path,
  operation,
  access: "project",
  handle: ({ world, json }, project) => ok(create(world, project, json)),
});

/** The twin under /v2.1 of Huawei Cloud, which differs only in whose right on a key counts. */
const withTwin = (route: Route): Route[] => [
  route,
  { ...route, path: route.path.replace(/^\/v\d/, "/v2.1"), clouds: ["huaweicloud"] },
];

const exportRoute: Route = {
  method: "POST",
  path: "/v1/cloudimages/:image_id/file",
  operation: "exportImage",
  access: "project",
  handle: ({ world, params, json }, project) => ok(exportImage(world, project, params["image_id"] ?? "", json)),
};

export const createRoutes: readonly Route[] = [
  ...withTwin(createRoute("/v2/cloudimages/action", "createImages", createImages)),
  ...withTwin(createRoute("/v2/cloudimages/quickimport/action", "importQuickly", importQuickly)),
  ...withTwin(createRoute("/v1/cloudimages/dataimages/action", "importDataImage", importDataImage)),
  createRoute("/v1/cloudimages/action", "importDataImage", importDataImage),
  createRoute("/v1/cloudimages/wholeimages/action", "createWholeImage", createWholeImage),
  ...withTwin(exportRoute),
];
