// The one call of CBR that leads from a whole image to its server.
import { showBackup } from "../rules/whole/showBackup";
import { ok, type Route } from "./route";

export const backupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v3/:project_id/backups/:backup_id",
    operation: "showBackup",
    access: "project",
    handle: ({ world, params }, project) => ok(showBackup(world, project, params["backup_id"] ?? "")),
  },
];
