import type { Transport } from "../wire";
import type { TlsSettings } from "./tlsSettings";
import { createTransport, type TransportOptions } from "./transport";

export interface TransportsOptions extends Pick<TransportOptions, "environment"> {
  /** Takes what the user should know about the way to the cloud. */
  readonly notice: (text: string) => void;
}

/** One set of connections for all clients with the same TLS settings. */
export function createTransports({
  environment = {},
  notice,
}: TransportsOptions): (tls: TlsSettings, connectTimeoutMs?: number) => Transport {
  const transports = new Map<string, Transport>();
  return (tls, connectTimeoutMs) => {
    const key = JSON.stringify([tls.ca, tls.clientCert, tls.clientKey, tls.insecure === true, connectTimeoutMs]);
    const known = transports.get(key);
    if (known) return known;
    for (const text of dangers(tls, environment)) notice(text);
    const transport = createTransport({ tls, environment, ...(connectTimeoutMs && { connectTimeoutMs }) });
    transports.set(key, transport);
    return transport;
  };
}

function dangers(
  { insecure }: TlsSettings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const open = "certificates are not checked, so whoever sits in between can read and change everything.";
  if (insecure) return [`\`insecure\` is set: ${open} Name the CA certificate instead.`];
  if (environment["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0") return [];
  return ["NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are checked all the same."];
}
