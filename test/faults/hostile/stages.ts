/** The calls whose answers are hostile, and the verb in which they are made. */
import type { Target } from "./hostileFront";

export type Call = "create" | "poll" | "list" | "look-up";

export const stages: Record<Call, { readonly target: Target; readonly verb: "create" | "refresh" }> = {
  create: { target: { method: "POST", path: /^\/v2\/cloudimages\/action$/ }, verb: "create" },
  poll: { target: { method: "GET", path: /^\/v1\/\w+\/jobs\/[^/]+$/ }, verb: "create" },
  list: { target: { method: "GET", path: /^\/v2\/cloudimages$/ }, verb: "refresh" },
  "look-up": { target: { method: "GET", path: /^\/v2\/cloudimages$/ }, verb: "create" },
};
