// Who is calling: by signature or by token, exactly one of them.

import { microsText } from "../base/times";
import type { KnownAccount, Principal, Project } from "../store/store";
import { projectUnavailable, tokenOutdated, unauthenticated } from "./errors";
import { ownerOf } from "./iam/principal";
import type { ServiceError } from "./serviceError";
import type { Scheme } from "./signature/authorization";
import type { SignedRequest } from "./signature/canonicalRequest";
import { verifySignature } from "./signature/verifySignature";
import type { World } from "./world";

export interface Caller {
  account: KnownAccount;
  user: Principal;
  project?: Project | undefined;
  /** Signs with a temporary key. */
  temporary: boolean;
  by: Scheme | "token";
}

export type Authentication =
  | { ok: true; caller: Caller; remark?: string | undefined }
  | { ok: false; why: string; error: ServiceError; canonicalRequest?: string; excused?: boolean };

const refuse = (why: string, error: ServiceError): Authentication => ({ ok: false, why, error });

/** Refuses for what the credential is, not for how it was used. */
const refuseCredential = (why: string, error: ServiceError): Authentication => ({
  ok: false,
  why,
  error,
  excused: true,
});

function byToken(world: World, token: string): Authentication {
  const record = world.store.tokens.get(token);
  if (record === undefined) return refuseCredential("unknown token", unauthenticated("decrypt token fail"));
  if (world.clock.now() >= record.expiresMs) {
    const detail = `token expires, expires_at: ${microsText(record.expiresMs)}`;
    return refuseCredential("token expired", unauthenticated(detail));
  }
  if (record.outdated) return refuseCredential("token outdated", tokenOutdated());
  const { account, user, project } = record;
  return { ok: true, caller: { account, user, project, temporary: false, by: "token" } };
}

/** A signed call says its project in a header, and that project must belong to the account of the key. */
function bySignature(world: World, request: SignedRequest): Authentication {
  const verdict = verifySignature(world, request);
  if (!verdict.ok) return verdict;
  const { account, user = ownerOf(account), securityToken } = verdict.key;
  const caller = { account, user, temporary: securityToken !== undefined, by: verdict.scheme };
  const domainId = request.headers["x-domain-id"];
  if (domainId !== undefined && domainId !== account.id) {
    return refuseCredential("domain of another account", projectUnavailable(`The domain ${domainId} is unavailable`));
  }
  const projectId = request.headers["x-project-id"];
  const { remark } = verdict;
  if (projectId === undefined) return { ok: true, caller, remark };
  const project = world.store.projects.get(projectId);
  if (project?.account.id === account.id) return { ok: true, caller: { ...caller, project }, remark };
  return refuseCredential("project of another account", projectUnavailable(`The project ${projectId} is unavailable`));
}

export function authenticate(world: World, request: SignedRequest): Authentication {
  const token = request.headers["x-auth-token"];
  const signed = request.headers["authorization"] !== undefined;
  if (token === undefined && !signed) return refuse("no credential", unauthenticated("x-auth-token not found"));
  if (token !== undefined && signed) {
    return refuse("both a token and a signature", unauthenticated("verify aksk signature fail"));
  }
  return token === undefined ? bySignature(world, request) : byToken(world, token);
}
