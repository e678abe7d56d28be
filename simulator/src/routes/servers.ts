// The one call of ECS that makes images. The microversion decides how the caller learns the id of the image.
import { createServerImage } from "../rules/servers/createServerImage";
import { minorVersion } from "../rules/servers/microversion";
import type { Project } from "../rules/world";
import type { Answer, Call, Route } from "./route";

/** Between these two the caller does not learn it. */
const FIRST_WITHOUT_LOCATION = 44;
const FIRST_WITH_BODY = 45;
/** An address that only the cloud itself can reach. */
const IMAGE_HOST = "http://image.internal:9292";

function createImage({ world, params, headers, json }: Call, project: Project): Answer {
  const minor = minorVersion(headers);
  const imageId = createServerImage(world, project, params["server_id"] ?? "", json);
  const version = { "openstack-api-version": `compute 2.${minor}`, "x-openstack-nova-api-version": `2.${minor}` };
  if (minor >= FIRST_WITH_BODY) return { status: 202, headers: version, body: { image_id: imageId } };
  const location = minor < FIRST_WITHOUT_LOCATION ? { location: `${IMAGE_HOST}/v2/images/${imageId}` } : {};
  return { status: 202, headers: { ...version, ...location } };
}

const actionRoute = (version: string): Route => ({
  method: "POST",
  path: `/${version}/:project_id/servers/:server_id/action`,
  operation: "createServerImage",
  access: "project",
  native: true,
  handle: createImage,
});

export const serverRoutes: readonly Route[] = [actionRoute("v2.1"), actionRoute("v2")];
