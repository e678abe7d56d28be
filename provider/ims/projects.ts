/** Projects of the account: GET /v3/projects (Querying Project Information, IAM). */
import { isRecord } from "../base/isRecord";
import { malformed } from "./malformed";
import type { Operation } from "./operation";

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** All projects that the credentials may see, or those with exactly this name. */
export function listProjects(projectName?: string): Operation<Project[]> {
  const name = "list projects";
  return {
    name,
    service: "iam",
    method: "GET",
    path: "/v3/projects",
    query: projectName === undefined ? [] : [["name", projectName]],
    effect: "read",
    success: [200],
    read: ({ body }) => {
      if (!isRecord(body) || !Array.isArray(body["projects"])) throw malformed(name, "list of projects", body);
      return body["projects"].map((project) => readProject(name, project));
    },
  };
}

function readProject(operation: string, project: unknown): Project {
  if (!isRecord(project) || typeof project["id"] !== "string" || typeof project["name"] !== "string") {
    throw malformed(operation, "project id and name", project);
  }
  return { id: project["id"], name: project["name"] };
}
