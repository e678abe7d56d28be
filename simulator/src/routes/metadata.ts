// The metadata service, which a server reaches at an address of its own and a test at this one.
import { issueMetadataToken, showSecurityKey } from "../rules/metadata";
import { ok, type Route } from "./route";

export const metadataRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/meta-data/latest/api/token",
    operation: "createMetadataToken",
    access: "open",
    handle: ({ world, headers }) => ({
      status: 200,
      headers: { "content-type": "text/plain" },
      body: issueMetadataToken(world, headers["x-metadata-token-ttl-seconds"]),
    }),
  },
  {
    method: "GET",
    path: "/openstack/latest/securitykey",
    operation: "showSecurityKey",
    access: "open",
    handle: ({ world, headers }) => ok(showSecurityKey(world, headers["x-metadata-token"])),
  },
];
