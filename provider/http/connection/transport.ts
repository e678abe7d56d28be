/** One HTTP exchange over undici: no retry, no redirect, the path goes out exactly as it was signed. */
import type { Dispatcher } from "undici";
import { timeLimit } from "../../base/timeLimit";
import type { Transport, WireAnswer, WireRequest } from "../wire";
import { type Dispatchers, openDispatchers } from "./dispatchers";
import { readProxies } from "./proxies";
import { tlsOptions } from "./tlsOptions";
import type { TlsSettings } from "./tlsSettings";

export interface TransportOptions {
  readonly tls?: TlsSettings;
  /** Where the proxies are named. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly connectTimeoutMs?: number;
}

/** How long a stream may stand still, and how long the answer to its last byte may take. */
const streamStillMs = 300_000;

export function createTransport({
  tls = {},
  environment = {},
  connectTimeoutMs = 10_000,
}: TransportOptions = {}): Transport {
  let dispatchers: Dispatchers | undefined;
  return async (request) => {
    dispatchers ??= openDispatchers({ tls: tlsOptions(tls), proxies: readProxies(environment), connectTimeoutMs });
    return exchange(request.freshConnection ? dispatchers.fresh : dispatchers.reusing, request);
  };
}

async function exchange(dispatcher: Dispatcher, request: WireRequest): Promise<WireAnswer> {
  const { body } = request;
  if (body === undefined || Buffer.isBuffer(body)) return carryOut(dispatcher, request, { body: body ?? null });
  const content = body.open();
  const headers = { ...request.headers, "content-length": String(body.length) };
  try {
    return await carryOut(dispatcher, request, { body: content, headers, headersTimeout: streamStillMs });
  } finally {
    content.destroy();
  }
}

async function carryOut(dispatcher: Dispatcher, request: WireRequest, own: Partial<Dispatcher.RequestOptions>) {
  // undici's own limits begin anew with every byte.
  const limit = timeLimit(request.timeoutMs, request.signal);
  try {
    const answer = await dispatcher.request({
      origin: request.origin,
      path: request.target,
      method: request.method,
      headers: request.headers,
      headersTimeout: request.timeoutMs,
      bodyTimeout: request.timeoutMs,
      signal: limit.signal,
      ...own,
    });
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
    return { status: answer.statusCode, headers: Object.fromEntries(headers), text: await answer.body.text() };
  } finally {
    limit.end();
  }
}
