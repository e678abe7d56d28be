/** AK/SK request signing, step by step as "API Request Signing Guide" of both clouds describes it. */
import { createHash, createHmac, hkdfSync } from "node:crypto";

/** `flat` is what every official SDK sends; `scoped` and `derived` are dialects of older and of regional services. */
export type SigningScheme = "flat" | "scoped" | "derived";

export interface SigningRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded pairs, in any order. */
  readonly query: readonly (readonly [string, string])[];
  /** The headers to sign, all of them, `X-Sdk-Date` included. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes that will be sent. */
  readonly body: Uint8Array | string;
}

export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly scheme?: SigningScheme;
  readonly region?: string;
  readonly service?: string;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Uint8Array | string, data: string) => createHmac("sha256", key).update(data);

/** Percent-encoding with the unreserved set of RFC 3986. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function encodeQuery(pairs: readonly (readonly [string, string])[]): string {
  return [...pairs]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([key, value]) => `${encodeSegment(key)}=${encodeSegment(value)}`)
    .join("&");
}

function canonicalPath(path: string): string {
  const encoded = path
    .split("/")
    .map((segment) => encodeSegment(decodeURIComponent(segment)))
    .join("/");
  const rooted = encoded.startsWith("/") ? encoded : `/${encoded}`;
  return rooted.endsWith("/") ? rooted : `${rooted}/`;
}

export function canonicalRequest(request: SigningRequest): { readonly text: string; readonly signedHeaders: string } {
  const headers = Object.entries(request.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => compare(a, b));
  const signedHeaders = headers.map(([name]) => name).join(";");
  const payload = headers.find(([name]) => name === "x-sdk-content-sha256")?.[1] ?? sha256(request.body);
  const text = [
    request.method.toUpperCase(),
    canonicalPath(request.path),
    encodeQuery(request.query),
    headers.map(([name, value]) => `${name}:${value}\n`).join(""),
    signedHeaders,
    payload,
  ].join("\n");
  return { text, signedHeaders };
}

interface Dialect {
  readonly algorithm: string;
  readonly identity: string;
  readonly key: Uint8Array | string;
  readonly scope: readonly string[];
}

const dialects: Record<SigningScheme, (key: SigningKey, day: string) => Dialect> = {
  flat: (key) => ({
    algorithm: "SDK-HMAC-SHA256",
    identity: `Access=${key.accessKey}`,
    key: key.secretKey,
    scope: [],
  }),
  scoped: (key, day) => {
    const scope = `${day}/${key.region ?? ""}/${key.service ?? ""}/sdk_request`;
    const derived = scope
      .split("/")
      .reduce<Uint8Array | string>((parent, part) => hmac(parent, part).digest(), `SDK${key.secretKey}`);
    return {
      algorithm: "SDK-HMAC-SHA256",
      identity: `Credential=${key.accessKey}/${scope}`,
      key: derived,
      scope: [scope],
    };
  },
  derived: (key, day) => {
    const info = `${day}/${key.region ?? ""}/${key.service ?? ""}`;
    const derived = Buffer.from(hkdfSync("sha256", key.secretKey, key.accessKey, info, 32)).toString("hex");
    return {
      algorithm: "V11-HMAC-SHA256",
      identity: `Credential=${key.accessKey}/${info}`,
      key: derived,
      scope: [info],
    };
  },
};

/** The value of the `Authorization` header. */
export function authorization(request: SigningRequest, key: SigningKey): string {
  const date = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "x-sdk-date")?.[1];
  if (date === undefined) throw new TypeError("a signed request needs the header X-Sdk-Date");
  const { text, signedHeaders } = canonicalRequest(request);
  const dialect = dialects[key.scheme ?? "flat"](key, date.slice(0, 8));
  const stringToSign = [dialect.algorithm, date, ...dialect.scope, sha256(text)].join("\n");
  const signature = hmac(dialect.key, stringToSign).digest("hex");
  return `${dialect.algorithm} ${dialect.identity}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}
