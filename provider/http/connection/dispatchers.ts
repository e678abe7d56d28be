/** The two ways of undici to the hosts: over connections that are used again, and over fresh ones. */
import type { Dispatcher } from "undici";
import type { Proxies } from "./proxies";
import type { TlsOptions } from "./tlsOptions";

export interface Dispatchers {
  readonly reusing: Dispatcher;
  readonly fresh: Dispatcher;
}

export interface DispatcherOptions {
  readonly tls: TlsOptions;
  readonly proxies: Proxies;
  readonly connectTimeoutMs: number;
}

const maxHeaderBytes = 128 * 1024;
const maxBodyBytes = 8 * 1024 * 1024;

/** undici is loaded here, with the first request, so that a preview does not pay for it. */
export function openDispatchers({ tls, proxies, connectTimeoutMs }: DispatcherOptions): Dispatchers {
  const { EnvHttpProxyAgent } = require("undici") as typeof import("undici");
  const connection = { ...tls, timeout: connectTimeoutMs };
  const options = {
    ...proxies,
    // Straight to the host, through a proxy to the host, and to the proxy.
    connect: connection,
    requestTls: connection,
    proxyTls: connection,
    allowH2: false,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    maxHeaderSize: maxHeaderBytes,
    maxResponseSize: maxBodyBytes,
  };
  return {
    reusing: new EnvHttpProxyAgent(options),
    fresh: new EnvHttpProxyAgent({ ...options, pipelining: 0 }),
  };
}
