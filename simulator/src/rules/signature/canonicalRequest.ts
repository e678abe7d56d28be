// The canonical request, rebuilt from what really arrived: raw target, listed headers, raw body bytes.
import { createHash } from "node:crypto";

export interface SignedRequest {
  method: string;
  /** Path and query exactly as on the request line. */
  target: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** SHA-256 of the body, in hex. */
  bodyHash: string;
}

export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
export const PAYLOAD_HEADER = "x-sdk-content-sha256";

export const sha256Hex = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const pathOf = (target: string): string => target.split("?", 1)[0] ?? "";

const queryOf = (target: string): string => {
  const mark = target.indexOf("?");
  return mark < 0 ? "" : target.slice(mark + 1);
};

/** Throws on a percent sign that starts no escape. */
function canonicalPath(target: string): string {
  const path = pathOf(target)
    .split("/")
    .map((segment) => encode(decodeURIComponent(segment)))
    .join("/");
  return path.endsWith("/") ? path : `${path}/`;
}

/** Whether the path is already written the one way that signing accepts. */
export function isCanonicallyEncoded(target: string): boolean {
  const path = pathOf(target);
  return canonicalPath(target) === (path.endsWith("/") ? path : `${path}/`);
}

const decodeQuery = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

function splitPair(pair: string): [string, string] {
  const mark = pair.indexOf("=");
  if (mark < 0) return [decodeQuery(pair), ""];
  return [decodeQuery(pair.slice(0, mark)), decodeQuery(pair.slice(mark + 1))];
}

function canonicalQuery(target: string): string {
  const pairs = queryOf(target).split("&").filter(Boolean).map(splitPair);
  pairs.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

export function canonicalRequest(request: SignedRequest, signedNames: readonly string[]): string {
  const names = [...signedNames].sort(compare);
  const payload = names.includes(PAYLOAD_HEADER) ? request.headers[PAYLOAD_HEADER]?.trim() : request.bodyHash;
  return [
    request.method.toUpperCase(),
    canonicalPath(request.target),
    canonicalQuery(request.target),
    names.map((name) => `${name}:${request.headers[name]?.trim()}\n`).join(""),
    names.join(";"),
    payload,
  ].join("\n");
}
