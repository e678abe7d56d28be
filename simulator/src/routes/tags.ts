// Tags in both dialects, and the search by tags.
import { searchByTags } from "../rules/searchByTags";
import { addTag, changeTags, listProjectTags, listTagTexts, putTag, removeTag, showTags } from "../rules/tags";
import type { Project } from "../rules/world";
import { type Answer, type Call, noContent, ok, type Route } from "./route";

const imageId = ({ params }: Call): string => params["image_id"] ?? "";

/** Changes that answer 204 without a body. */
const silently =
  (change: (call: Call, project: Project) => void) =>
  (call: Call, project: Project): Answer => {
    change(call, project);
    return noContent;
  };

export const tagRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/v1/cloudimages/tags",
    operation: "putTag",
    access: "project",
    handle: silently(({ world, json }, project) => putTag(world, project, json)),
  },
  {
    method: "GET",
    path: "/v1/cloudimages/tags",
    operation: "listTagTexts",
    access: "project",
    handle: ({ world, query }, project) => ok(listTagTexts(world, project, query)),
  },
  {
    method: "GET",
    path: "/v2/:project_id/images/:image_id/tags",
    operation: "showTags",
    access: "project",
    handle: (call, project) => ok(showTags(call.world, project, imageId(call))),
  },
  {
    method: "POST",
    path: "/v2/:project_id/images/:image_id/tags",
    operation: "addTag",
    access: "project",
    handle: silently((call, project) => addTag(call.world, project, imageId(call), call.json)),
  },
  {
    method: "POST",
    path: "/v2/:project_id/images/:image_id/tags/action",
    operation: "changeTags",
    access: "project",
    handle: silently((call, project) => changeTags(call.world, project, imageId(call), call.json)),
  },
  {
    method: "DELETE",
    path: "/v2/:project_id/images/:image_id/tags/:key",
    operation: "removeTag",
    access: "project",
    handle: silently((call, project) => removeTag(call.world, project, imageId(call), call.params["key"] ?? "")),
  },
  {
    method: "GET",
    path: "/v2/:project_id/images/tags",
    operation: "listProjectTags",
    access: "project",
    handle: ({ world }, project) => ok(listProjectTags(world, project)),
  },
  {
    method: "POST",
    path: "/v2/:project_id/images/resource_instances/action",
    operation: "searchByTags",
    looks: true,
    access: "project",
    handle: ({ world, json }, project) => ok(searchByTags(world, project, json)),
  },
];
