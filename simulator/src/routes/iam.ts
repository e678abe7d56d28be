// IAM: tokens for a password, projects and the account of the caller.
import { issueToken, listDomains, listProjects } from "../rules/iam";
import { type Answer, type Call, ok, type Route } from "./route";

function createToken({ world, json, query, origin }: Call): Answer {
  const { token, body } = issueToken(world, json, query["nocatalog"] === undefined, origin);
  return { status: 201, headers: { "x-subject-token": token }, body };
}

export const iamRoutes: readonly Route[] = [
  { method: "POST", path: "/v3/auth/tokens", operation: "createToken", access: "open", handle: createToken },
  {
    method: "GET",
    path: "/v3/projects",
    operation: "listProjects",
    access: "account",
    handle: ({ world, query }, caller) => ok(listProjects(world, caller, query["name"])),
  },
  {
    method: "GET",
    path: "/v3/auth/domains",
    operation: "listDomains",
    access: "account",
    handle: (_call, caller) => ok(listDomains(caller)),
  },
];
