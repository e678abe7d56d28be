/** The failure that a missing answer means. */
import { isRecord } from "../../base/isRecord";
import type { Failure, FailureClass } from "./failure";

interface ConnectionRule {
  readonly class: FailureClass;
  /** The name in Node and undici. */
  readonly codes: RegExp;
  readonly message?: RegExp;
  readonly hint?: string;
  readonly isTimeout?: boolean;
}

const unknownAuthority =
  "The server's certificate was made by an authority that is not known here, or by another one than the custom CA: name the right CA certificate with cacertFile or OS_CACERT.";

/** The first that fits counts; what fits none has an unknown outcome. */
export const connectionRules: readonly ConnectionRule[] = [
  {
    class: "notSent",
    codes: /^(ENOTFOUND|EAI_AGAIN)$/,
    hint: "Check the region, the endpoint and the name server of this machine.",
  },
  { class: "notSent", codes: /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/ },
  {
    class: "notSent",
    codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    hint: "If this machine needs a proxy, name it in HTTPS_PROXY.",
    isTimeout: true,
  },
  {
    class: "proxyRejected",
    codes: /^UND_ERR_ABORTED$/,
    message: /^Proxy response \(407\)/,
    hint: "The proxy wants a user and a password: write them into HTTPS_PROXY.",
  },
  {
    class: "proxyRejected",
    codes: /^UND_ERR_ABORTED$/,
    message: /^Proxy response \(403\)/,
    hint: "The proxy refuses to connect to this host: check HTTPS_PROXY and NO_PROXY, or ask who runs the proxy.",
  },
  {
    class: "notSent",
    codes: /^UND_ERR_ABORTED$/,
    message: /^Proxy response \(\d+\)/,
    hint: "The proxy could not connect to this host: check the endpoint, HTTPS_PROXY and NO_PROXY.",
  },
  {
    class: "tlsUntrusted",
    codes: /^UND_ERR_PRX_TLS$/,
    hint: "The proxy's certificate is not the one of the host in HTTPS_PROXY.",
  },
  {
    class: "tlsUntrusted",
    codes: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_UNTRUSTED)$/,
    hint: unknownAuthority,
  },
  {
    class: "tlsUntrusted",
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    hint: "Check the clock of this machine; if it is right, the server needs a new certificate.",
  },
  {
    class: "tlsUntrusted",
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    hint: "The certificate is for another host: check the endpoint.",
  },
  {
    class: "tlsUntrusted",
    codes: /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_HTTP_REQUEST|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/,
    hint: "The server does not speak TLS at this port: check the endpoint.",
  },
  {
    class: "tlsUntrusted",
    codes: /^ERR_SSL_\w*ALERT_(HANDSHAKE_FAILURE|BAD_CERTIFICATE|CERTIFICATE_REQUIRED|UNKNOWN_CA)$/,
    hint: "The server wants a client certificate that it knows.",
  },
  { class: "tlsUntrusted", codes: /^(ERR_TLS_\w+|CERT_\w+|ERR_SSL_\w*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL))$/ },
  { class: "unknown", codes: /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|TimeoutError)$/, isTimeout: true },
];

export function failureOfError(error: unknown): Failure {
  const { code, message, syscall } = describe(error);
  const text = [code, message].filter(Boolean).join(": ") || String(error);
  const rule = connectionRules.find(({ codes, message: words }) => codes.test(code) && (words?.test(message) ?? true));
  const { hint, isTimeout } = rule ?? {};
  return {
    class: rule === undefined || wasConnected(rule.class, syscall) ? "unknown" : rule.class,
    text,
    ...(hint === undefined ? {} : { hint }),
    ...(isTimeout === undefined ? {} : { isTimeout }),
    cause: error,
  };
}

/** A host that becomes unreachable while a request is on its way is told by the same codes as one that never was. */
function wasConnected(kind: FailureClass, syscall: string): boolean {
  return kind === "notSent" && /^(read|write)/.test(syscall);
}

function describe(error: unknown): { code: string; message: string; syscall: string } {
  if (!isRecord(error)) return { code: "", message: "", syscall: "" };
  const { code, message, name, syscall, errors } = error;
  if (typeof code !== "string" && Array.isArray(errors) && errors.length > 0) return describe(errors[0]);
  return {
    code: typeof code === "string" ? code : name === "TimeoutError" ? name : "",
    message: typeof message === "string" ? message : "",
    syscall: typeof syscall === "string" ? syscall : "",
  };
}
