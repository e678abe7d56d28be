// Looking at jobs, by the call of both clouds and by the newer one of Huawei Cloud.
import { showJob, showJobProgress } from "../rules/jobs";
import { ok, type Route } from "./route";

export const jobRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/:project_id/jobs/:job_id",
    operation: "showJob",
    access: "project",
    handle: ({ world, params }, project) => ok(showJob(world, project, params["job_id"] ?? "")),
  },
  {
    method: "GET",
    path: "/v1/cloudimages/job/:job_id",
    operation: "showJobProgress",
    access: "project",
    clouds: ["huaweicloud"],
    handle: ({ world, params }, project) => ok(showJobProgress(world, project, params["job_id"] ?? "")),
  },
];
