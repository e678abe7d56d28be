/** The proxies that the environment names, in the spelling of undici. */
import { ImsError } from "../../base/errors";

export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** A service on this machine, such as the simulator, is never behind a proxy. */
const ownMachine = ["localhost", "127.0.0.1", "[::1]"];

/** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; small letters come first, and `HTTP_PROXY` counts for https too. */
export function readProxies(environment: Readonly<Record<string, string | undefined>>): Proxies {
  const first = (name: string) => environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || "";
  const noProxy = first("NO_PROXY");
  return {
    httpProxy: proxyUrl("HTTP_PROXY", first("HTTP_PROXY")),
    httpsProxy: proxyUrl("HTTPS_PROXY", first("HTTPS_PROXY")),
    noProxy: noProxy === "*" ? noProxy : [noProxy, ...ownMachine].filter(Boolean).join(","),
  };
}

/** The value is in no message: it may hold a password. */
function proxyUrl(name: string, value: string): string {
  if (value === "") return "";
  const url = value.includes("://") ? value : `http://${value}`;
  if (isProxy(url)) return url;
  throw new ImsError("CONFIGURATION", `${name} is no URL of a proxy; one looks like http://proxy.example.com:3128.`);
}

function isProxy(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    decodeURIComponent(username + password);
    return /^(https?|socks5):$/.test(protocol);
  } catch {
    return false;
  }
}

/** Whether calls leave this machine by way of a proxy that somebody else may run. */
export function hasFarProxy(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { httpProxy, httpsProxy } = readProxies(environment);
  const proxy = httpsProxy || httpProxy;
  return proxy !== "" && !ownMachine.includes(new URL(proxy).hostname);
}

/** The secrets in them, whether or not they are well formed: no text may show these. */
export function proxyPasswords(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"]
    .map((name) => /^(?:\w+:\/\/)?[^/@]*?:([^/]+)@/.exec(environment[name]?.trim() ?? "")?.[1])
    .filter((password) => password !== undefined)
    .flatMap((password) => [password, decoded(password)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
