// The Authorization header in its three dialects. Flat and scoped share one algorithm word; the first field tells them apart.

export type Scheme = "flat" | "scoped" | "derived";

export interface Authorization {
  scheme: Scheme;
  algorithm: string;
  accessKey: string;
  /** Date, region, service and so on, after the access key; empty in the flat dialect. */
  scope: string;
  signedNames: string[];
  signature: string;
}

const FORM =
  /^(SDK-HMAC-SHA256|V11-HMAC-SHA256) (Access|Credential)=([^,/\s]+)(?:\/([^,\s]+))?, SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*), Signature=([0-9a-f]{64})$/;

function schemeOf(algorithm: string, field: string, scope: string): Scheme | undefined {
  if (algorithm === "V11-HMAC-SHA256") return field === "Credential" && scope !== "" ? "derived" : undefined;
  if (field === "Access") return scope === "" ? "flat" : undefined;
  return scope.endsWith("/sdk_request") ? "scoped" : undefined;
}

export function parseAuthorization(header: string): Authorization | undefined {
  const [, algorithm = "", field = "", accessKey = "", scope = "", names = "", signature = ""] =
    FORM.exec(header) ?? [];
  const scheme = schemeOf(algorithm, field, scope);
  if (scheme === undefined || accessKey === "") return undefined;
  return { scheme, algorithm, accessKey, scope, signedNames: names.split(";"), signature };
}
