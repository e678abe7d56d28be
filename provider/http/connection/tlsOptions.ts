/** The settings of Node's TLS that the settings of the user come to. */
import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates } from "node:tls";
import { ImsError } from "../../base/errors";
import { readPem } from "./readPem";
import type { TlsSettings } from "./tlsSettings";

export interface TlsOptions {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized: boolean;
  readonly minVersion: "TLSv1.2";
}

export function tlsOptions({ ca, clientCert, clientKey, insecure }: TlsSettings): TlsOptions {
  return {
    // Node takes these instead of the well-known roots, not beside them.
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ...readAuthorities(ca)] }),
    ...readClientIdentity(clientCert, clientKey),
    rejectUnauthorized: insecure !== true,
    minVersion: "TLSv1.2",
  };
}

function readAuthorities(setting: string): readonly string[] {
  const what = "certificate authority";
  const blocks = readPem(what, setting).match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > 0 && blocks.every(isCertificate)) return blocks;
  throw new ImsError("CONFIGURATION", `The ${what} holds no certificate that can be read.`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

function readClientIdentity(clientCert: string | undefined, clientKey: string | undefined) {
  if (clientCert === undefined && clientKey === undefined) return {};
  if (clientCert === undefined || clientKey === undefined) {
    throw new ImsError(
      "CONFIGURATION",
      "A client certificate needs its key, and the key its certificate: set both or neither.",
    );
  }
  const identity = { cert: readPem("client certificate", clientCert), key: readPem("client key", clientKey) };
  try {
    createSecureContext(identity);
  } catch {
    // OpenSSL's words are of no use to a user, and the key is near them.
    throw new ImsError(
      "CONFIGURATION",
      "The client certificate and the client key are damaged, or do not belong together.",
    );
  }
  return identity;
}
