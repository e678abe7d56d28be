// The checks of the gateway on a signed request, in its order.
import { timingSafeEqual } from "node:crypto";
import type { KnownKey } from "../../store/store";
import { unauthenticated } from "../errors";
import type { ServiceError } from "../serviceError";
import type { World } from "../world";
import { type Authorization, parseAuthorization, type Scheme } from "./authorization";
import {
  canonicalRequest,
  isCanonicallyEncoded,
  PAYLOAD_HEADER,
  type SignedRequest,
  UNSIGNED_PAYLOAD,
} from "./canonicalRequest";
import { expectedSignature } from "./expectedSignature";

interface Refused {
  ok: false;
  why: string;
  error: ServiceError;
  canonicalRequest?: string;
  /** Whether the key or the clock is at fault, and not the way the request is signed. */
  excused?: boolean;
}

interface Accepted {
  ok: true;
  scheme: Scheme;
  key: KnownKey;
  /** What is wrong with a request that is served all the same. */
  remark?: string | undefined;
}

type Verdict = Accepted | Refused;

type SignatureWorld = Pick<World, "clock" | "strict" | "lockout" | "replays"> & {
  store: Pick<World["store"], "accessKeys">;
};

const MAX_SKEW_MS = 900_000;
const MISMATCH = "verify aksk signature fail";
const EXPIRED = "calc ak sk signature fail:signature expired";
const SENT_AGAIN = "sent again without a new signature";
const MUST_BE_SIGNED = ["host", "x-project-id", "x-domain-id", "x-security-token"];

const refuse = (why: string, detail = MISMATCH): Refused => ({ ok: false, why, error: unauthenticated(detail) });

const refuseKey = (why: string, detail = MISMATCH): Refused => ({ ...refuse(why, detail), excused: true });

function parseSdkDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

function checkDate(request: SignedRequest, authorization: Authorization, nowMs: number): Refused | undefined {
  const text = request.headers["x-sdk-date"];
  if (text === undefined) return refuse("x-sdk-date is missing");
  if (!authorization.signedNames.includes("x-sdk-date")) return refuse("x-sdk-date is not signed");
  const dateMs = parseSdkDate(text);
  if (dateMs === undefined) return refuse("x-sdk-date is malformed");
  if (Math.abs(nowMs - dateMs) > MAX_SKEW_MS) return refuseKey("signature expired", EXPIRED);
  if (authorization.scope !== "" && !authorization.scope.startsWith(`${text.slice(0, 8)}/`)) {
    return refuse("the date of the scope is not that of x-sdk-date");
  }
  return undefined;
}

function checkSecurityToken(request: SignedRequest, key: KnownKey, nowMs: number): Refused | undefined {
  const token = request.headers["x-security-token"];
  if (token !== key.securityToken) return refuseKey("security token does not belong to the access key");
  if (key.expiresMs !== undefined && nowMs >= key.expiresMs) return refuseKey("security token expired");
  return undefined;
}

function checkHeaders(request: SignedRequest, authorization: Authorization): Refused | undefined {
  const missing = authorization.signedNames.find((name) => request.headers[name] === undefined);
  if (missing !== undefined) return refuse(`${missing} is signed but missing`);
  if (!authorization.signedNames.includes(PAYLOAD_HEADER)) return undefined;
  const claimed = request.headers[PAYLOAD_HEADER]?.trim();
  if (claimed === UNSIGNED_PAYLOAD || claimed === request.bodyHash) return undefined;
  return refuse("x-sdk-content-sha256 is not the hash of the body");
}

function checkMatch(request: SignedRequest, authorization: Authorization, key: KnownKey): Refused | undefined {
  const canonical = canonicalRequest(request, authorization.signedNames);
  const date = request.headers["x-sdk-date"] ?? "";
  const expected = expectedSignature(authorization, key.secretKey, date, canonical);
  if (timingSafeEqual(Buffer.from(expected), Buffer.from(authorization.signature))) return undefined;
  return {
    ...refuse("signature mismatch"),
    canonicalRequest: canonical.replace(/^x-security-token:.*$/m, "x-security-token:***"),
  };
}

const isReading = ({ method }: SignedRequest): boolean => method === "GET" || method === "HEAD";

/** What the real gateway lets pass and a careful client avoids. */
function checkStrictly(
  world: SignatureWorld,
  request: SignedRequest,
  authorization: Authorization,
): Refused | undefined {
  const { signedNames, signature } = authorization;
  const unsigned = MUST_BE_SIGNED.find((name) => request.headers[name] !== undefined && !signedNames.includes(name));
  if (unsigned !== undefined) return refuse(`${unsigned} is not signed`);
  if (!isCanonicallyEncoded(request.target)) return refuse("the path is not in canonical encoding");
  if (isReading(request)) return undefined;
  return world.replays.isReplay(signature, world.clock.now()) ? refuse(SENT_AGAIN) : undefined;
}

function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}

export function verifySignature(world: SignatureWorld, request: SignedRequest): Verdict {
  const nowMs = world.clock.now();
  const authorization = parseAuthorization(request.headers["authorization"] ?? "");
  if (authorization === undefined) return refuse("the Authorization header has an unknown form");
  const { accessKey, scheme } = authorization;
  const key = world.store.accessKeys.get(accessKey);
  if (key === undefined) return refuseKey("unknown access key", `ak ${accessKey} not exist`);
  if (world.lockout.isLocked(accessKey, nowMs)) return refuseKey("access key locked after failed signatures");
  if (!isDecodable(request.target)) return refuse("the target has a broken percent escape");

  const failure =
    checkDate(request, authorization, nowMs) ??
    checkSecurityToken(request, key, nowMs) ??
    checkHeaders(request, authorization) ??
    checkMatch(request, authorization, key) ??
    (world.strict ? checkStrictly(world, request, authorization) : undefined);
  if (failure !== undefined) {
    world.lockout.failed(accessKey, nowMs);
    return failure;
  }
  world.lockout.succeeded(accessKey);
  const isCopy = world.strict && isReading(request) && world.replays.isReplay(authorization.signature, nowMs);
  return { ok: true, scheme, key, remark: isCopy ? SENT_AGAIN : undefined };
}
