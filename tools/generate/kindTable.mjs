/** The table of the classes, from the kinds themselves: what makes an image, what can change, and what replaces it. */
import { renderTable } from "./renderTable.mjs";

const header = ["class", "call", "job", "changed in place", "replaces the image"];

const code = (text) => `\`${text}\``;

/** Stands for arguments that nobody has given: each is its own name in braces, but for one that is left out. */
const anyArgs = (leftOut) =>
  new Proxy({}, { get: (_target, key) => (key === leftOut ? undefined : `{${String(key)}}`) });

export function kindTable(kinds) {
  const sorted = kinds.toSorted((a, b) => (a.type < b.type ? -1 : 1));
  const rows = sorted.map((kind) => [
    code(kind.type),
    callsOf(kind),
    kind.jobType?.split(", ").map(code).join(", ") ?? "none",
    fieldsOf(kind, ["update", "record"]),
    fieldsOf(kind, ["replace"]),
  ]);
  return renderTable([header, ...rows]);
}

/** A set of images is made by the calls of its members. */
function callsOf(kind) {
  if (kind.memberKinds !== undefined) return [...new Set(kind.memberKinds.map(callsOf))].join(", ");
  const first = kind.submit(anyArgs(), [], { projectId: "{projectId}" });
  return [callText(first), secondCallsOf(kind)].filter(Boolean).join(", then ");
}

/** Which call brings the file may depend on the argument that names it. */
function secondCallsOf({ fill, fields }) {
  const calls = fill ? Object.keys(fields).map((key) => callText(fill(anyArgs(key), "{imageId}"))) : [];
  return [...new Set(calls)].join(" or ");
}

function callText({ service, method, path }) {
  const text = code(`${method} ${decodeURIComponent(path)}`);
  return service === "ims" ? text : `${text} of ${service.toUpperCase()}`;
}

function fieldsOf({ fields }, meanings) {
  const names = Object.keys(fields).filter((key) => meanings.includes(fields[key].onChange));
  return names.join(", ");
}
