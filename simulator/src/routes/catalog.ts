// What does not change: the values of os_version, and the schema documents.
import { listOsVersions } from "../rules/osVersions";
import { SCHEMAS } from "../rules/schemas";
import { ok, type Route } from "./route";

const schemaRoute = ([name, schema]: [string, object]): Route => ({
  method: "GET",
  path: `/v2/schemas/${name}`,
  operation: "showSchema",
  access: "project",
  native: true,
  handle: () => ok(schema),
});

export const catalogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/cloudimages/os_version",
    operation: "listOsVersions",
    access: "project",
    handle: ({ search }) => ok(listOsVersions(search.getAll("tag"))),
  },
  ...Object.entries(SCHEMAS).map(schemaRoute),
];
