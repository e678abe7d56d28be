// The signature that a request should carry. Never logged, never sent.
import { createHmac, hkdfSync } from "node:crypto";
import type { Authorization, Scheme } from "./authorization";
import { sha256Hex } from "./canonicalRequest";

type Key = Uint8Array | string;

const hmac = (key: Key, data: string) => createHmac("sha256", key).update(data);

const SIGNING_KEYS: Readonly<Record<Scheme, (secretKey: string, authorization: Authorization) => Key>> = {
  flat: (secretKey) => secretKey,
  scoped: (secretKey, { scope }) =>
    scope.split("/").reduce<Key>((key, part) => hmac(key, part).digest(), `SDK${secretKey}`),
  derived: (secretKey, { accessKey, scope }) =>
    Buffer.from(hkdfSync("sha256", secretKey, accessKey, scope, 32)).toString("hex"),
};

export function expectedSignature(
  authorization: Authorization,
  secretKey: string,
  date: string,
  canonicalRequest: string,
): string {
  const { algorithm, scheme, scope } = authorization;
  const lines = [algorithm, date, ...(scope === "" ? [] : [scope]), sha256Hex(canonicalRequest)];
  return hmac(SIGNING_KEYS[scheme](secretKey, authorization), lines.join("\n")).digest("hex");
}
