// A token as its answer describes it.
import { microsText } from "../../base/times";
import type { KnownAccount, Principal, TokenRecord } from "../../store/store";

const domainOf = ({ id, name }: KnownAccount) => ({ id, name });

const userView = ({ id, name, account }: Principal) => ({ id, name, domain: domainOf(account) });

export function tokenView({ account, user, assumedBy, project, methods, ...times }: TokenRecord): object {
  const domain = domainOf(account);
  return {
    methods,
    issued_at: microsText(times.issuedMs),
    expires_at: microsText(times.expiresMs),
    user: { ...userView(user), password_expires_at: "" },
    ...(project ? { project: { id: project.id, name: project.name, domain } } : { domain }),
    ...(assumedBy ? { assumed_by: { user: { ...userView(assumedBy), password_expires_at: "" } } } : {}),
    roles: [{ id: "0", name: "te_admin" }],
  };
}
