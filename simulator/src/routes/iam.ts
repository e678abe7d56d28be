// IAM and its STS: tokens, temporary keys, projects, regions and the account of the caller.
import { assumeByUrn } from "../rules/iam/assumeByUrn";
import { catalogOf } from "../rules/iam/catalog";
import { listDomains, listProjects, listRegions, showCaller, showToken } from "../rules/iam/discovery";
import { issueSecurityToken } from "../rules/iam/issueSecurityToken";
import { type IssuedToken, issueToken, issueTokenForIdToken, type TokenOrder } from "../rules/iam/issueToken";
import { type Answer, type Call, ok, type Route } from "./route";

const orderOf = ({ json, query, origin }: Call): TokenOrder => ({
  json,
  origin,
  withCatalog: query["nocatalog"] === undefined,
});

const created = ({ token, body }: IssuedToken): Answer => ({
  status: 201,
  headers: { "x-subject-token": token },
  body,
});

const subjectOf = ({ headers }: Call): string => headers["x-subject-token"] ?? "";

const tokenRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v3/auth/tokens",
    operation: "createToken",
    secret: true,
    access: "either",
    handle: (call, caller) => created(issueToken(call.world, orderOf(call), caller)),
  },
  ...(["GET", "HEAD"] as const).map(
    (method): Route => ({
      method,
      path: "/v3/auth/tokens",
      operation: "showToken",
      access: "account",
      handle: (call, caller) => ({
        status: 200,
        headers: { "x-subject-token": subjectOf(call) },
        body: showToken(call.world, caller, subjectOf(call)),
      }),
    }),
  ),
  {
    method: "POST",
    path: "/v3.0/OS-AUTH/id-token/tokens",
    operation: "createTokenForIdToken",
    clouds: ["huaweicloud"],
    secret: true,
    access: "open",
    handle: (call) => created(issueTokenForIdToken(call.world, orderOf(call), call.headers["x-idp-id"])),
  },
];

const keyRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    operation: "createSecurityToken",
    secret: true,
    access: "either",
    handle: ({ world, json }, caller) => ({ status: 201, body: issueSecurityToken(world, json, caller) }),
  },
  {
    method: "POST",
    path: "/v5/agencies/assume",
    operation: "assumeAgency",
    clouds: ["huaweicloud"],
    access: "account",
    handle: ({ world, json }, caller) => ok(assumeByUrn(world, json, caller)),
  },
];

const listRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v3/projects",
    operation: "listProjects",
    access: "account",
    handle: ({ world, query }, caller) =>
      ok(listProjects(world, caller, { name: query["name"], domainId: query["domain_id"] })),
  },
  {
    method: "GET",
    path: "/v3/auth/projects",
    operation: "listOwnProjects",
    access: "account",
    handle: ({ world }, caller) => ok(listProjects(world, caller)),
  },
  {
    method: "GET",
    path: "/v3/auth/domains",
    operation: "listDomains",
    access: "account",
    handle: (_call, caller) => ok(listDomains(caller)),
  },
  {
    method: "GET",
    path: "/v3/auth/catalog",
    operation: "showCatalog",
    access: "account",
    handle: ({ origin }, { project }) =>
      ok({ catalog: catalogOf(project, origin), links: { self: "/v3/auth/catalog" } }),
  },
  {
    method: "GET",
    path: "/v3/regions",
    operation: "listRegions",
    access: "account",
    handle: ({ world }) => ok(listRegions(world)),
  },
  {
    method: "GET",
    path: "/v5/caller-identity",
    operation: "showCaller",
    clouds: ["huaweicloud"],
    access: "account",
    handle: (_call, caller) => ok(showCaller(caller)),
  },
];

export const iamRoutes: readonly Route[] = [...tokenRoutes, ...keyRoutes, ...listRoutes];
