// The version documents, served to anybody: OpenStack clients ask for them first.
import type { Answer, Call, Route } from "./route";

const VERSIONS: readonly [id: string, status: string, path: string][] = [
  ["v2.2", "CURRENT", "/v2/"],
  ["v2.1", "SUPPORTED", "/v2/"],
  ["v2.0", "SUPPORTED", "/v2/"],
  ["v1.1", "DEPRECATED", "/v1/"],
  ["v1.0", "DEPRECATED", "/v1/"],
];

const showVersions = ({ origin }: Call): Answer => ({
  status: 300,
  body: {
    versions: VERSIONS.map(([id, status, path]) => ({
      status,
      id,
      links: [{ href: `${origin}${path}`, rel: "self" }],
    })),
  },
});

const showIdentity = ({ origin }: Call): Answer => ({
  status: 200,
  body: {
    version: {
      id: "v3.6",
      status: "stable",
      updated: "2016-04-04T00:00:00Z",
      links: [{ rel: "self", href: `${origin}/v3/` }],
      "media-types": [{ base: "application/json", type: "application/vnd.openstack.identity-v3+json" }],
    },
  },
});

export const versionRoutes: readonly Route[] = [
  { method: "GET", path: "/", operation: "listVersions", access: "open", handle: showVersions },
  { method: "GET", path: "/v1", operation: "listVersions", access: "open", handle: showVersions },
  { method: "GET", path: "/v2", operation: "listVersions", access: "open", handle: showVersions },
  { method: "GET", path: "/v3", operation: "showIdentityVersion", access: "open", handle: showIdentity },
];
